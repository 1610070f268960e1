"""Time as the fake tells it: one base clock for the process and one offset for each account."""

import threading
import time
from collections.abc import Callable

Now = Callable[[], float]


def wall() -> float:
    """The machine's time, looked up at every call: a test may have frozen it."""
    return time.time()


class BaseClock:
    """Unix seconds of the whole fake: the machine's wall clock plus what a global advance added."""

    def __init__(self, now: Now = wall) -> None:
        self._now = now
        self._offset = 0.0
        self._lock = threading.Lock()

    def now(self) -> float:
        """Seconds since the epoch."""
        return self._now() + self._offset

    def advance(self, seconds: float) -> float:
        """Move every account's time forward; amoCRM's time never runs backwards."""
        if seconds < 0:
            raise ValueError("time only moves forward")
        with self._lock:
            self._offset += seconds
        return self.now()


class AccountClock:
    """Unix seconds of one account: the base clock plus the account's own offset."""

    def __init__(self, base: BaseClock) -> None:
        self._base = base
        self._offset = 0.0
        self._lock = threading.Lock()

    @property
    def offset(self) -> float:
        """Seconds by which this account is ahead of the base clock."""
        return self._offset

    def moment(self) -> float:
        """Seconds since the epoch with their fraction: what happens within one second is told apart by it."""
        return self._base.now() + self._offset

    def now(self) -> int:
        """Whole seconds since the epoch, as every timestamp of the API is."""
        return int(self.moment())

    def advance(self, seconds: float) -> int:
        """Move this account's time forward and answer the new now."""
        if seconds < 0:
            raise ValueError("time only moves forward")
        with self._lock:
            self._offset += seconds
        return self.now()
