"""What a benchmark answers: figures with their spread, and what was wanted of them."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """A target: at least or at most so much."""

    sign: str  # "≥" or "≤"
    bound: float

    def met_by(self, value: float) -> bool:
        """Whether a value is good enough."""
        return value >= self.bound if self.sign == "≥" else value <= self.bound


@dataclass(frozen=True, slots=True)
class Figure:
    """One number; `low` and `high` are the least and the greatest of the rounds behind the median."""

    name: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    wanted: Wanted | None = None

    @property
    def met(self) -> bool | None:
        """Whether the target was met; None without a target."""
        return None if self.wanted is None else self.wanted.met_by(self.value)

    def document(self) -> dict[str, object]:
        """The figure for `bench.json`."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
            "wanted": f"{self.wanted.sign} {self.wanted.bound:g}" if self.wanted else None,
            "met": self.met,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How much work a run does."""

    rounds: int
    seconds: float  # of load, per side and round
    repeats: int  # of what is measured one by one, per side and round
    requests: int  # of the long run whose memory is watched


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One comparison, and how it is made in one paragraph."""

    name: str
    method: str
    measure: Callable[[Pace], Sequence[Figure]]


FULL = Pace(rounds=5, seconds=1.2, repeats=60, requests=10_000)
QUICK = Pace(rounds=2, seconds=0.1, repeats=3, requests=100)


def over_rounds(name: str, rounds: Sequence[float], unit: str, *, wanted: Wanted | None = None) -> Figure:
    """The median of the rounds."""
    return Figure(name, statistics.median(rounds), unit, min(rounds), max(rounds), wanted)


def ratios(name: str, ours: Sequence[float], theirs: Sequence[float], *, wanted: Wanted | None = None) -> Figure:
    """Ours to theirs: each round's two numbers are divided first, because they saw the same machine."""
    return over_rounds(name, [one / other for one, other in zip(ours, theirs, strict=True)], "×", wanted=wanted)
