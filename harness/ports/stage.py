"""One scenario's stage: its people, their accounts, and what it has declared to expect."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from harness.ports.backend import AppUser, Backend
from harness.ports.browser import Browser
from harness.ports.client import Client
from harness.ports.crm import Account, Crm
from harness.wire.exchange import Actor, Exchange, Move
from harness.wire.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer of 400 or more that a step has declared: whose request, to which endpoint, which statuses, how many.

    Fewer than `at_least` fail the scenario too: the misfortune that it is about didn't happen.
    """

    caller: Actor
    role: str
    statuses: tuple[int, ...]
    at_most: int = 1
    at_least: int = 1

    def covers(self, exchange: Exchange) -> bool:
        """Whether this exchange is such a refusal."""
        return (exchange.caller, exchange.role) == (self.caller, self.role) and exchange.status in self.statuses


@dataclass(slots=True)
class Person:
    """Somebody with a phone, a browser, a login of the app and, perhaps, an amoCRM account."""

    name: str
    client: Client
    browser: Browser
    app_user: AppUser | None = None
    account: Account | None = None
    consent_url: str | None = None
    deep_link: str | None = None
    waited: int = 0
    """Seconds that steps have let pass in the account."""


class Cast(Protocol):
    """Who can put people on the stage, and who writes down what is no request."""

    def person(self, name: str) -> Person:
        """The person of this name, invited at the first mention."""

    def account_known(self, person: Person) -> None:
        """Write down which leads the person's account holds now."""

    def moved(self, person: Person, what: Move, *, url: str = "") -> None:
        """Write down what a person did that is no request: returned, killed the app, …"""


@dataclass(slots=True)
class Stage:
    """Everything that steps may touch. `timeline()` is fresh at each call."""

    crm: Crm
    backend: Backend
    cast: Cast
    timeline: Callable[[], Timeline]
    lang: str
    people: dict[str, Person] = field(default_factory=dict)
    expected: list[Refusal] = field(default_factory=list)

    def person(self, name: str) -> Person:
        """The person of this name."""
        if name not in self.people:
            self.people[name] = self.cast.person(name)
        return self.people[name]

    def expect(self, refusal: Refusal) -> None:
        """Declare a refusal; anything else of 400 or more fails the scenario at its end."""
        self.expected.append(refusal)
