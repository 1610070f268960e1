"""The one place that waits: for a condition, never for a time; a timeout says what was seen last."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class WaitedTooLong(Exception):
    """A condition didn't come true in time."""


def wait_for(
    condition: Callable[[], T | None],
    *,
    what: str,
    seconds: float,
    seen: Callable[[], str] = lambda: "nothing",
    hint: str = "",
) -> T:
    """Ask the condition until it answers something that is true, and answer that.

    Polls at 2 ms, growing to 50 ms: a process that is ready at once costs nothing, a slow one costs no processor.
    """
    deadline = time.monotonic() + seconds
    pause = 0.002
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() >= deadline:
            tail = f" Hint: {hint}" if hint else ""
            raise WaitedTooLong(f"waited {seconds:g} s for {what}; seen last: {seen()}.{tail}")
        time.sleep(pause)
        pause = min(pause * 1.5, 0.05)
