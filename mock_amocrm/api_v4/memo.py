"""A bounded memory of what was computed for one revision of an account: sorted lists, reverse links, page bytes."""

import threading
from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Memo(Generic[V]):
    """Forgets its oldest entries once they outweigh the bound; keys carry the revision, so nothing goes stale."""

    def __init__(self, *, bound: int) -> None:
        self._bound = bound
        self._weight = 0
        self._entries: dict[Hashable, tuple[V, int]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> V | None:
        """What is remembered under a key."""
        entry = self._entries.get(key)
        return None if entry is None else entry[0]

    def put(self, key: Hashable, value: V, *, weight: int) -> V:
        """Remember a value, unless it is heavier than a quarter of the bound, and answer it."""
        if weight * 4 > self._bound:
            return value
        with self._lock:
            before = self._entries.pop(key, None)
            self._weight += weight - (before[1] if before else 0)
            self._entries[key] = (value, weight)
            while self._weight > self._bound:
                oldest = next(iter(self._entries))
                self._weight -= self._entries.pop(oldest)[1]
        return value
