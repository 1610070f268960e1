"""Where answers wait that are late on purpose: really, but no longer than the fake lives or their fault is wanted."""

import threading


class WaitingRoom:
    """A bounded number of seats: each is a server's thread, and some threads must stay free for everybody else."""

    def __init__(self, seats: int = 6) -> None:
        self._seats = seats
        self._seated: list[tuple[str, threading.Event]] = []  # whoever came first is first
        self._closed = False
        self._lock = threading.Lock()

    def wait(self, fault_id: str, seconds: float) -> None:
        """Wait out a fault's seconds. Where no seat is left, whoever has waited longest goes early."""
        call = threading.Event()
        with self._lock:
            if self._closed:
                return
            if len(self._seated) >= self._seats:
                self._seated.pop(0)[1].set()
            self._seated.append((fault_id, call))
        call.wait(seconds)
        with self._lock:
            self._seated = [seat for seat in self._seated if seat[1] is not call]

    def release(self, fault_id: str) -> bool:
        """Let go whoever waits because of this fault; False if nobody does."""
        with self._lock:
            calls = [call for waiting_for, call in self._seated if waiting_for == fault_id]
        for call in calls:
            call.set()
        return bool(calls)

    def close(self) -> None:
        """Let everybody go, and nobody wait any more: the fake stops."""
        with self._lock:
            self._closed = True
            for _, call in self._seated:
                call.set()
