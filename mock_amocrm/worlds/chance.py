"""Chance that repeats itself: what a world invents is the same for the same seed."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """Quick draws; `random.choice` takes three times as long, which a million leads would feel."""

    def below(self, bound: int) -> int:
        """A whole number from 0 on, less than the bound."""
        return int(self.random() * bound)

    def pick(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[int(self.random() * len(things))]
