"""amoCRM as a scenario sees it: accounts with their people and leads, and an account's time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CrmUser:
    """Who can sign in to an account; one who `sees_own_only` may view no leads but those they are responsible for."""

    name: str
    email: str
    password: str
    id: int = 0
    sees_own_only: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """An account as one person has it: `user` is whom they sign in as; `host` is what a redirect calls `referer`."""

    subdomain: str
    host: str
    user: CrmUser
    id: int = 0


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """A lead to put into an account, with its contact if it has one; a phone alone makes one of the lead's name."""

    name: str
    price: int = 0
    contact: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class CrmLead:
    """A lead as the account holds it; `contact` and `phone` are those of its main contact."""

    id: int
    name: str
    price: float
    contact: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What comes in place of amoCRM's answer, or how that arrives: to which requests, when, how often.

    An `account` of None means every request of the integration, also before an account is known: the consent page.
    `times` of None is until amoCRM recovers.
    """

    path: str  # a glob
    status: int | None = None
    kind: str = "answer"  # one of the fake's own kinds; "answer" is what status, page and body say
    account: Account | None = None
    method: str | None = None
    shape: str | None = None  # of kinds that have several
    headers: Mapping[str, str] = field(default_factory=dict)
    page: bool = False  # a web server's HTML page instead of an API's error
    body: str | None = None  # or this very text; JSON is sent as JSON
    after: bool = False  # the request takes effect and only its answer is lost
    seconds: float | None = None  # how long the answer takes, really
    times: int | None = None
    skip: int = 0  # so many requests are spared first
    probability: float = 1  # how many of the others are struck; the same ones in each run
    lasts: float | None = None  # seconds of the account's time


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What webhooks meet on their way instead of an answer of the backend's; a status of 0 is no answer in time.

    `times` of None is until the way is clear again.
    """

    status: int
    times: int | None = 1
    reaches: bool = False  # the backend gets the webhook all the same, and only its answer is lost


class Crm(Protocol):
    """The fake (or, later, the real) amoCRM."""

    def worlds(self) -> Sequence[str]:
        """The worlds that an account can be made from."""

    def create_account(self, *, world: str, lang: str, leads: int | None = None) -> Account:
        """A new account made from a world; nobody else's scenario ever touches it."""

    def add_user(self, account: Account, *, name: str, is_admin: bool, sees_own_only: bool = False) -> Account:
        """The same account as a colleague of its user's has it."""

    def rename(self, account: Account) -> Account:
        """The same account at another address; at the old one there is nobody any more."""

    def add_leads(self, account: Account, drafts: Sequence[LeadDraft]) -> None:
        """Put leads into an account, behind every integration's back; its user is responsible for them."""

    def leads(self, account: Account) -> list[CrmLead]:
        """What the account holds now, as far as its user may view it."""

    def change_lead(
        self, account: Account, lead: CrmLead, *, name: str | None = None, price: int | None = None
    ) -> None:
        """Give a lead another name or price, behind every integration's back."""

    def add_contact(self, account: Account, lead: CrmLead, *, name: str) -> None:
        """Give a lead one more contact, behind every integration's back."""

    def stages(self, account: Account) -> Sequence[str]:
        """The names of the stages that leads can be in."""

    def move_lead(self, account: Account, lead: CrmLead, *, stage: str) -> None:
        """Put a lead into another stage."""

    def delete_lead(self, account: Account, lead: CrmLead) -> None:
        """Put a lead into amoCRM's trash."""

    def order(self, fault: Fault) -> str:
        """From now on amoCRM has this fault; answers its id, which exchanges that it struck carry."""

    def limit(self, account: Account, *, per_second: int | None = None, block_after: int | None = None) -> None:
        """From now on the account takes so many requests a second from the integration; amoCRM's own number is None.

        After so many refusals it is blocked; None never is.
        """

    def block(self, account: Account) -> None:
        """Block the account for everything that is no browser."""

    def admit_only(self, account: Account, addresses: Sequence[str]) -> None:
        """Let only these addresses come to the account's API."""

    def recover(self) -> None:
        """Withdraw everything that was ordered here: faults, limits, blocks, lists of addresses."""

    def revoke(self, account: Account) -> None:
        """Switch the integration off in an account: its codes and tokens die."""

    def subscribe(self, account: Account, *, destination: str, events: Sequence[str]) -> None:
        """Set webhooks up, as an administrator does by hand; the same address again has other events."""

    def webhook_events(self) -> Sequence[str]:
        """The codes of everything that webhooks can be about."""

    def deliver(self) -> None:
        """Wait until all webhooks that are to be sent by now have been sent once."""

    def listens(self, account: Account) -> bool | None:
        """Whether the account sends webhooks, or amoCRM has switched them all off; None where none is set up."""

    def hinder(self, account: Account, hindrance: Hindrance) -> str:
        """From now on the account's webhooks meet this; answers its id, which exchanges that met it carry."""

    def clear_the_way(self, account: Account) -> None:
        """Nothing is in the way of the account's webhooks any more."""

    def advance(self, account: Account, seconds: float) -> None:
        """Let time pass in one account; whatever falls due happens before this returns."""
