"""The faults that wait for their requests; each is gone when it has struck often enough or its time is over."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass

from mock_amocrm.faults.fault import Fault
from mock_amocrm.note import Note


@dataclass(slots=True)
class Waiting:
    """A fault, what it has seen, and its dice."""

    fault: Fault
    dice: random.Random
    seen: int = 0  # requests that it covers
    struck: int = 0

    def strikes(self) -> bool:
        """Whether it strikes a request that it covers, which it has now seen."""
        frequency = self.fault.frequency
        self.seen += 1
        if self.seen <= frequency.skip:
            return False
        if frequency.probability < 1 and self.dice.random() >= frequency.probability:
            return False
        self.struck += 1
        return True

    @property
    def is_spent(self) -> bool:
        """Whether it will never strike again."""
        times = self.fault.frequency.times
        return self.fault.period.is_over or (times is not None and self.struck >= times)


class Faults:
    """Ordered, struck, gone; of simultaneous requests no two take the same turn."""

    def __init__(self) -> None:
        self._waiting: dict[str, Waiting] = {}
        self._made = 0
        self._lock = threading.Lock()

    def __bool__(self) -> bool:
        """Whether any fault waits; the gateway asks this on every request."""
        return bool(self._waiting)

    def add(self, make: Callable[[str], Fault]) -> Waiting:
        """Order a fault; `make` gets its id."""
        with self._lock:
            self._made += 1
            fault = make(f"f{self._made}")
            waiting = Waiting(fault, random.Random(fault.frequency.seed))  # noqa: S311 - dice, not secrets
            self._waiting[fault.id] = waiting
            return waiting

    def all(self) -> list[Waiting]:
        """Every fault that still waits."""
        with self._lock:
            self._clean_up()
            return list(self._waiting.values())

    def remove(self, fault_id: str) -> bool:
        """Withdraw a fault; False if there is none of that id."""
        with self._lock:
            return self._waiting.pop(fault_id, None) is not None

    def take(self, note: Note, *, method: str, path: str) -> Fault | None:
        """The oldest fault that strikes this request; its turn is used up."""
        with self._lock:
            self._clean_up()
            for waiting in self._waiting.values():
                fault = waiting.fault
                if fault.target.covers(note, method=method, path=path) and fault.period.is_open and waiting.strikes():
                    if waiting.is_spent:
                        del self._waiting[fault.id]
                    return fault
        return None

    def _clean_up(self) -> None:
        for waiting in list(self._waiting.values()):
            if waiting.is_spent:
                del self._waiting[waiting.fault.id]
