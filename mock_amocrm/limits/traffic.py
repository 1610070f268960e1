"""The requests that one account had lately, counted by the account's clock."""

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from mock_amocrm.clock import AccountClock
from mock_amocrm.limits.limits import Limits

SECOND = 1.0
MINUTE = 60.0


class Verdict(Enum):
    """What a request meets."""

    ADMITTED = "admitted"
    TOO_MANY = "too many"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Usage:
    """An account's traffic at one moment; `integrations` are those seen within this second."""

    account: int
    integrations: Mapping[str, int]
    refused: int  # since the last pardon
    blocked: bool


class Traffic:
    """Counts exactly, also when requests come at once.

    The second slides: no more than the limit within any second, wherever it begins. How the real service counts is not
    known; a client that keeps to this keeps to seconds by the clock too. A request that was refused uses nothing up.
    """

    def __init__(self, clock: AccountClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._account: deque[float] = deque()
        self._integrations: dict[str, deque[float]] = {}
        self._refusals: deque[float] = deque()
        self._refused = 0
        self._blocked = False

    def admit(self, limits: Limits | None, *, integration: str | None) -> Verdict:
        """Judge one request and count it; without limits it only meets a block.

        Whoever names no integration is one more caller: the limit is told of addresses, too.
        """
        with self._lock:
            if self._blocked:
                return Verdict.BLOCKED
            if limits is None:
                return Verdict.ADMITTED
            now = self._clock.moment()
            self._forget(now)
            own = self._integrations.setdefault(integration or "", deque())
            if len(own) < limits.per_integration and len(self._account) < limits.per_account:
                own.append(now)
                self._account.append(now)
                return Verdict.ADMITTED
            self._refused += 1
            self._refusals.append(now)
            if limits.block_after is not None and len(self._refusals) >= limits.block_after:
                self._blocked = True  # from the next one on
            return Verdict.TOO_MANY

    def block(self) -> None:
        """From now on every request is refused."""
        with self._lock:
            self._blocked = True

    def pardon(self) -> None:
        """Lift the block, and forget what led to it."""
        with self._lock:
            self._blocked = False
            self._refused = 0
            for seen in (self._refusals, self._account, *self._integrations.values()):
                seen.clear()

    def usage(self) -> Usage:
        """What is counted now."""
        with self._lock:
            self._forget(self._clock.moment())
            integrations = {name: len(seen) for name, seen in self._integrations.items() if seen}
            return Usage(len(self._account), integrations, self._refused, self._blocked)

    def _forget(self, now: float) -> None:
        _drop(self._account, until=now - SECOND)
        for seen in self._integrations.values():
            _drop(seen, until=now - SECOND)
        _drop(self._refusals, until=now - MINUTE)


def _drop(seen: deque[float], *, until: float) -> None:
    while seen and seen[0] <= until:
        seen.popleft()
