"""One scenario's stage: its people, their accounts, and what it has declared to expect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol
from urllib.parse import urlsplit

from harness.ports.backend import AppUser, Backend
from harness.ports.browser import Browser
from harness.ports.client import Client
from harness.ports.crm import Account, Crm
from harness.wire.exchange import Actor, Exchange, Move
from harness.wire.timeline import Timeline

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’ʼ‘ʹ`´′＇", "'"))


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer of 400 or more that a step has declared: whose request, to which endpoint, which statuses, how many.

    Fewer than `at_least` fail the scenario too: the misfortune that it is about didn't happen. A role of "" is any
    endpoint, an `at_most` of None any number. With `faults` it is whatever these have struck, and nothing else. One
    that has a beginning is about requests from then on, until amoCRM recovers. One that `passes_on` is only about
    requests during which amoCRM did the backend wrong, or by someone who has to connect again because of that; one
    with `ids` only about URLs that name one of them.
    """

    caller: Actor
    role: str
    statuses: tuple[int, ...]
    at_most: int | None = 1
    at_least: int = 1
    faults: frozenset[str] = frozenset()
    since_ns: int | None = None
    until_ns: int | None = None
    passes_on: bool = False
    ids: frozenset[str] = frozenset()
    told: str = ""
    """What to say when it happened too seldom, in the author's language; {count} is how often it did."""

    @property
    def by_name(self) -> bool:
        """Whether the author has named this very refusal, rather than a mood of amoCRM's and what may come of it."""
        return not self.faults and not self.passes_on and self.since_ns is None and self.at_least > 0

    def covers(self, exchange: Exchange) -> bool:
        """Whether this exchange is such a refusal."""
        if self.faults:
            return exchange.fault in self.faults
        return (
            exchange.caller == self.caller
            and self.role in ("", exchange.role)
            and exchange.status in self.statuses
            and (self.since_ns is None or exchange.started_ns >= self.since_ns)
            and (self.until_ns is None or exchange.started_ns < self.until_ns)
            and (not self.ids or not self.ids.isdisjoint(urlsplit(exchange.url).path.split("/")))
        )


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
    signed_in_to: Account | None = None
    """Whose account the browser is signed in to, where it isn't their own."""
    waited: int = 0
    """Seconds that steps have let pass in the account."""
    put_away: list[tuple[Client, Browser, Account | None]] = field(default_factory=list)
    """Their other phones: the app, the browser, and whose account that is signed in to."""


def named(people: Mapping[str, Person], name: str) -> Person | None:
    """Who of them has this name: keyboards and editors write one apostrophe in several ways."""
    wanted = name.translate(_APOSTROPHES)
    return next((person for known, person in people.items() if known.translate(_APOSTROPHES) == wanted), None)


class Cast(Protocol):
    """Who can put people on the stage, and who writes down what is no request."""

    def person(self, name: str) -> Person:
        """The person of this name, invited at the first mention."""

    def new_phone(self, person: Person) -> None:
        """Give somebody a phone with nothing on it; the one that they had is put away."""

    def account_known(self, person: Person, account: Account | None = None) -> None:
        """Write down which leads an account holds now, and that this person may see them; their own unless given."""

    def moved(self, person: Person, what: Move, *, url: str = "", choice: str | None = None) -> None:
        """Write down what a person did that is no request: returned, killed the app, …"""


@dataclass(slots=True)
class Stage:
    """Everything that steps may touch. `timeline()` is fresh at each call."""

    crm: Crm
    backend: Backend
    cast: Cast
    timeline: Callable[[], Timeline]
    lang: str
    account_lang: str | None = None
    """What new accounts speak, where that isn't the language of the feature."""
    people: dict[str, Person] = field(default_factory=dict)
    expected: list[Refusal] = field(default_factory=list)

    def person(self, name: str) -> Person:
        """The person of this name, however its apostrophe is written."""
        known = named(self.people, name)
        if known is None:
            known = self.people[name] = self.cast.person(name)
        return known

    def expect(self, refusal: Refusal) -> None:
        """Declare a refusal; anything else of 400 or more fails the scenario at its end."""
        self.expected.append(refusal)

    def recovered(self, at_ns: int) -> None:
        """From now on nothing is excused any more by what had a beginning."""
        self.expected[:] = [
            refusal if refusal.since_ns is None or refusal.until_ns is not None else replace(refusal, until_ns=at_ns)
            for refusal in self.expected
        ]
