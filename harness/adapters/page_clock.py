"""A page's own time in monotonic nanoseconds of this machine."""

import time


class PageClock:
    """Whenever a page has told its time, that was between the question and the answer: each of them narrows it down."""

    def __init__(self) -> None:
        self._earliest: int | None = None  # of the moment that the page calls 0
        self._latest: int | None = None

    def told(self, milliseconds: float, *, asked_ns: int, answered_ns: int) -> None:
        """The page said that it is so late there."""
        since = int(milliseconds * 1e6)
        earliest, latest = asked_ns - since, answered_ns - since
        self._earliest = earliest if self._earliest is None else max(self._earliest, earliest)
        self._latest = latest if self._latest is None else min(self._latest, latest)

    def at(self, milliseconds: float) -> int:
        """When that was here; never in the future."""
        assert self._earliest is not None, "a page is asked for its time before anything else"
        assert self._latest is not None
        return min((self._earliest + self._latest) // 2 + int(milliseconds * 1e6), time.monotonic_ns())
