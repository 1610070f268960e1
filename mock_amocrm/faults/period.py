"""When a fault is in force, by the clock of the account that it was ordered for."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """From one moment until, but not including, another one; without an end until it is withdrawn."""

    now: Callable[[], float]  # unix seconds
    begins: float
    ends: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is that time now."""
        return self.begins <= self.now() and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether it can't come any more: time never runs backwards."""
        return self.ends is not None and self.now() >= self.ends
