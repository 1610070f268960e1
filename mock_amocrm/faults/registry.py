"""The faults that wait for their requests; each cleans itself up when it has struck often enough."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from mock_amocrm.faults.fault import Fault
from mock_amocrm.note import Note


@dataclass(frozen=True, slots=True)
class Waiting:
    """A fault and how often it has struck."""

    fault: Fault
    struck: int = 0


class Faults:
    """Ordered, struck, gone; of simultaneous requests no two take the same turn."""

    def __init__(self) -> None:
        self._waiting: dict[str, Waiting] = {}
        self._made = 0
        self._lock = threading.Lock()

    def __bool__(self) -> bool:
        """Whether any fault waits; the gateway asks this on every request."""
        return bool(self._waiting)

    def add(self, make: Callable[[str], Fault]) -> Fault:
        """Order a fault; `make` gets its id."""
        with self._lock:
            self._made += 1
            fault = make(f"f{self._made}")
            self._waiting[fault.id] = Waiting(fault)
            return fault

    def all(self) -> list[Waiting]:
        """Every fault that still waits."""
        with self._lock:
            return list(self._waiting.values())

    def remove(self, fault_id: str) -> bool:
        """Withdraw a fault; False if there is none of that id."""
        with self._lock:
            return self._waiting.pop(fault_id, None) is not None

    def take(self, note: Note, *, method: str, path: str) -> Fault | None:
        """The oldest fault that strikes this request; its turn is used up."""
        with self._lock:
            for waiting in self._waiting.values():
                fault = waiting.fault
                if fault.strikes(note, method=method, path=path):
                    struck = waiting.struck + 1
                    if fault.times is not None and struck >= fault.times:
                        del self._waiting[fault.id]
                    else:
                        self._waiting[fault.id] = replace(waiting, struck=struck)
                    return fault
        return None
