"""Ids of one service: as in amoCRM, no two accounts get the same one, so backends may key rows by it alone."""

import threading
from collections.abc import Mapping

# amoCRM hands out ids with gaps: leads, contacts and fields advance by 2, pipelines and statuses by 3 (seen in dumps).
STEPS: Mapping[str, int] = {"pipelines": 3, "statuses": 3, "loss_reasons": 3}
DEFAULT_STEP = 2


class Ids:
    """A counter for each kind of row."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}
        self._lock = threading.Lock()

    def take(self, kind: str, *, at_least: int, count: int = 1) -> range:
        """The next ids of a kind; never below what an account's own world has used up."""
        step = STEPS.get(kind, DEFAULT_STEP)
        with self._lock:
            first = max(self._next.get(kind, 1), at_least)
            self._next[kind] = first + count * step
        return range(first, first + count * step, step)
