"""A bounded memory of what was computed: filtered lists, page bytes, worlds."""

import threading
from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Memo(Generic[V]):
    """Forgets its oldest entries once they outweigh the bound.

    What was computed for one version of something is no answer for another; the newer one takes its place, so that
    what is stale is never kept.
    """

    def __init__(self, *, bound: int, keeps_latest: bool = False) -> None:
        self._bound = bound
        self._keeps_latest = keeps_latest  # even if it outweighs everything
        self._weight = 0
        self._entries: dict[Hashable, tuple[V, int, int]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, *, version: int = 0) -> V | None:
        """What is remembered of this version under a key."""
        entry = self._entries.get(key)
        return entry[0] if entry is not None and entry[1] == version else None

    def put(self, key: Hashable, value: V, *, weight: int, version: int = 0) -> V:
        """Remember a value, unless it is heavier than a quarter of the bound, and answer it."""
        if weight * 4 > self._bound and not self._keeps_latest:
            return value
        with self._lock:
            before = self._entries.pop(key, None)
            self._weight += weight - (before[2] if before else 0)
            self._entries[key] = (value, version, weight)
            while self._weight > self._bound and len(self._entries) > 1:
                oldest = next(iter(self._entries))
                self._weight -= self._entries.pop(oldest)[2]
        return value
