"""Keeps the requests to one account below amoCRM's limit, so that a long import is never answered with 429."""

import threading
import time
from collections import defaultdict, deque

# amoCRM counts arrivals; two requests can arrive closer together than they left.
_WINDOW_SECONDS = 1.1


class Pace:
    def __init__(self, requests_per_second: int) -> None:
        self._limit = requests_per_second
        self._sent: defaultdict[str, deque[float]] = defaultdict(deque)
        self._turn = threading.Condition()

    def await_turn(self, host: str) -> None:
        with self._turn:
            sent = self._sent[host]
            while (delay := self._delay(sent)) > 0:
                self._turn.wait(delay)
            sent.append(time.monotonic())

    def _delay(self, sent: deque[float]) -> float:
        now = time.monotonic()
        while sent and sent[0] <= now - _WINDOW_SECONDS:
            sent.popleft()
        return sent[0] + _WINDOW_SECONDS - now if len(sent) >= self._limit else 0
