"""The read-only view of one scenario's wire that outcomes, diagnosis rules and reports share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from harness.wire.exchange import (
    AccountKnown,
    Actor,
    DeepLink,
    Entry,
    Exchange,
    LinkBlocked,
    Move,
    PageError,
    PersonMoved,
    ScreenSeen,
    moment,
)

E = TypeVar("E", DeepLink, LinkBlocked, PageError, ScreenSeen, PersonMoved, AccountKnown, Exchange)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that happened in one scenario, in the order of the machine's monotonic clock, never the account's."""

    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Timeline":
        """Sort entries by their beginning."""
        return cls(tuple(sorted(entries, key=moment)))

    def every(self, kind: type[E]) -> list[E]:
        """All entries of one kind."""
        return [entry for entry in self.entries if isinstance(entry, kind)]

    def moves(self, what: Move, person: str | None) -> list[PersonMoved]:
        """When somebody did this."""
        return [moved for moved in self.every(PersonMoved) if (moved.what, moved.person) == (what, person)]

    def exchanges(
        self,
        *,
        role: str | None = None,
        caller: Actor | None = None,
        person: str | None = None,
        after_ns: int = 0,
        where: Callable[[Exchange], bool] | None = None,
    ) -> list[Exchange]:
        """Exchanges that match everything given; `after_ns` compares their beginning."""
        return [
            exchange
            for exchange in self.every(Exchange)
            if (role is None or exchange.role == role)
            and (caller is None or exchange.caller == caller)
            and (person is None or exchange.person == person)
            and exchange.started_ns >= after_ns
            and (where is None or where(exchange))
        ]

    def redemptions(self) -> list[Exchange]:
        """Token requests that carried an authorization code, whatever came of them."""
        return self.exchanges(role="token", where=lambda exchange: "code" in exchange.fingerprints)

    def cause_of(self, token_call: Exchange) -> Exchange | None:
        """The client's or browser's exchange during which the backend made this token call for the same code.

        The innermost one wins; None means that the backend acted on its own.
        """
        code = token_call.fingerprints.get("code")
        if code is None:
            return None  # a refresh: no request of anybody carries its secret
        around = [
            exchange
            for exchange in self.every(Exchange)
            if exchange.caller in ("client", "browser")
            and exchange.encloses(token_call)
            and exchange.fingerprints.get("code") == code
        ]
        return max(around, key=lambda exchange: (exchange.started_ns, -exchange.ended_ns), default=None)

    def returns(self, person: str | None = None) -> list[DeepLink | PersonMoved]:
        """The moments at which somebody came back to the app, by a deep link or by the app switcher."""
        back: list[DeepLink | PersonMoved] = [
            entry
            for entry in self.entries
            if (isinstance(entry, DeepLink) or (isinstance(entry, PersonMoved) and entry.what == "returned"))
            and person in (None, entry.person)
        ]
        return back
