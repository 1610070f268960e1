"""amoCRM as a scenario sees it: accounts with their people and leads, and an account's time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CrmUser:
    """Who can sign in to an account."""

    name: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account of one scenario; `host` is what a redirect calls `referer`."""

    subdomain: str
    host: str
    admin: CrmUser


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """A lead to put into an account, with its contact if it has one."""

    name: str
    price: int = 0
    contact: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class CrmLead:
    """A lead as the account holds it."""

    id: int
    name: str
    price: float


class Crm(Protocol):
    """The fake (or, later, the real) amoCRM."""

    def create_account(self, *, world: str, lang: str, leads: int | None = None) -> Account:
        """A new account made from a world; nobody else's scenario ever touches it."""

    def add_leads(self, account: Account, drafts: Sequence[LeadDraft]) -> None:
        """Put leads into an account, behind every integration's back."""

    def leads(self, account: Account) -> list[CrmLead]:
        """What the account holds now."""

    def advance(self, account: Account, seconds: float) -> None:
        """Let time pass in one account; whatever falls due happens before this returns."""
