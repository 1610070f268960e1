"""The seed's journey as a scenario, side by side with its own HTTP calls sent by bare `requests`."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Benchmark, Figure, Pace, Wanted, over_rounds, ratios

ROOT = Path(__file__).parents[1]
WARM_UP = 3  # the first pays for imports, connections, compiled pages
ONE_IN = 12  # a journey is long: one for so many of what others repeat


class JourneyFailed(Exception):
    """The scenario itself was not green; the message ends with what pytest said."""


def measure(pace: Pace) -> Sequence[Figure]:
    """A scenario, its replay, the next scenario, its replay, …"""
    each = max(1, pace.repeats // ONE_IN)
    told = told_by("benchmarks.journey_run", WARM_UP + pace.rounds * each, seconds=120)
    scenarios, replays = (in_rounds(told[name][WARM_UP:], each) for name in ("scenarios", "others"))
    return [
        ratios("scenario ÷ its HTTP calls by bare requests", scenarios, replays, wanted=Wanted("≤", 3)),
        over_rounds("scenario, from set-up to tear-down", scenarios, "ms"),
        over_rounds("its HTTP calls by bare requests", replays, "ms"),
        Figure("HTTP calls of the journey and its set-up", told["calls"], ""),
        Figure("readings of the mock's journal by the harness, not replayed", told["readings"], ""),
        Figure("the very first scenario of the process", told["scenarios"][0], "ms"),
    ]


def told_by(module: str, count: int, *, seconds: float) -> dict[str, Any]:
    """What a process of so many journeys prints last."""
    command = [sys.executable, "-m", module, str(count)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False)
    if ran.returncode:
        raise JourneyFailed(f"exit code {ran.returncode}\n{(ran.stdout + ran.stderr)[-3000:]}")
    told: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
    return told


def in_rounds(taken: Sequence[float], each: int) -> list[float]:
    """The median of each round."""
    return [statistics.median(taken[at : at + each]) for at in range(0, len(taken), each)]


BENCHMARK = Benchmark(
    "journey",
    "features/connect/deep_link_uk.feature with the form browser, again and again in one process (pytest, steps,"
    " recording, evidence, verdict, event file; the mock in that process, the reference backend as another). After"
    " each scenario its HTTP calls are sent once more by `requests` as somebody new, only the time inside `requests`"
    f" is counted, and the harness's own readings of the journal are not sent. The first {WARM_UP} pairs are warm-up.",
    measure,
)
