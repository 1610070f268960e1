"""The phone's own time: it moves only when timers are run, so nothing ever sleeps."""

import heapq
import itertools
from collections.abc import Callable

Action = Callable[[], None]


class Timer:
    """Something to do at a moment of virtual time."""

    __slots__ = ("_action", "cancelled", "due", "keeps_busy")

    def __init__(self, due: float, action: Action, *, keeps_busy: bool) -> None:
        self.due = due
        self.keeps_busy = keeps_busy
        self.cancelled = False
        self._action = action

    def cancel(self) -> None:
        """Never run it."""
        self.cancelled = True

    def run(self) -> None:
        """Do it now."""
        self._action()


class VirtualClock:
    """One process's time, in virtual seconds. Timers of one moment run in the order in which they were set.

    As in JavaScript, what a timer leaves to be done at once is done before the next timer of the same moment.
    """

    def __init__(self, now: float = 0.0) -> None:
        self._now = now
        self._stopped = False
        self._timers: list[tuple[float, bool, int, Timer]] = []  # due, not at once, order
        self._order = itertools.count()

    @property
    def now(self) -> float:
        """Virtual seconds."""
        return self._now

    @property
    def busy(self) -> bool:
        """Whether something is still to come that a person would wait for; cache housekeeping is not."""
        return any(timer.keeps_busy and not timer.cancelled for *_, timer in self._timers)

    def call_later(self, seconds: float, action: Action, *, keeps_busy: bool = True) -> Timer:
        """Run `action` after that much virtual time."""
        if seconds < 0:
            raise ValueError("a timer cannot be set in the past")
        return self._set(Timer(self._now + seconds, action, keeps_busy=keeps_busy), at_once=False)

    def call_soon(self, action: Action) -> Timer:
        """Run `action` before any timer, once the code that runs now is done."""
        return self._set(Timer(self._now, action, keeps_busy=True), at_once=True)

    def settle(self, seconds: float) -> None:
        """Run timers until nothing keeps the app busy, but no further than `seconds` from now."""
        deadline = self._now + seconds
        while self.busy:
            if not self._run_next(deadline):
                self._now = deadline
                return
        while self._run_next(self._now):
            pass

    def advance(self, seconds: float) -> None:
        """Let exactly that much time pass, running what falls due."""
        deadline = self._now + seconds
        while self._run_next(deadline):
            pass
        self._now = deadline

    def stop(self) -> None:
        """The process is killed: forget every timer, also those that code still on its way out may set."""
        self._stopped = True
        self._timers.clear()

    def _set(self, timer: Timer, *, at_once: bool) -> Timer:
        if not self._stopped:
            heapq.heappush(self._timers, (timer.due, not at_once, next(self._order), timer))
        return timer

    def _run_next(self, deadline: float) -> bool:
        if not self._timers or self._timers[0][0] > deadline:
            return False
        *_, timer = heapq.heappop(self._timers)
        if not timer.cancelled:
            self._now = max(self._now, timer.due)
            timer.run()
        return True
