"""The seed's journey in a real browser, side by side with a bare Playwright script of the same clicks."""

from collections.abc import Sequence

from benchmarks.figures import Benchmark, Figure, Pace, Wanted, over_rounds, ratios
from benchmarks.journey import in_rounds, told_by

WARM_UP = 2  # the first pays for Chromium's start
ONE_IN = 12
SECONDS = 900


def measure(pace: Pace) -> Sequence[Figure]:
    """A scenario, the bare script, the next scenario, the bare script, …"""
    each = max(1, pace.repeats // ONE_IN)
    told = told_by("benchmarks.browser_run", WARM_UP + pace.rounds * each, seconds=SECONDS)
    scenarios, scripts = (in_rounds(told[name][WARM_UP:], each) for name in ("scenarios", "others"))
    return [
        ratios("scenario ÷ a bare Playwright script of its clicks", scenarios, scripts, wanted=Wanted("≤", 3)),
        over_rounds("scenario, from set-up to tear-down", scenarios, "ms"),
        over_rounds("a bare Playwright script of its clicks", scripts, "ms"),
        Figure("the very first scenario of the process", told["scenarios"][0], "ms"),
    ]


BENCHMARK = Benchmark(
    "browser",
    "features/connect/deep_link_uk.feature in Chromium, again and again in one process (pytest, steps, the simulated"
    " phone, recording, evidence, verdict, event file). After each scenario a bare Playwright script presses the same"
    " buttons in a fresh context of the same Chromium, against the same mock and backend: consent page, sign-in, Allow,"
    f" Return to App, until the deep link is seen; its account and user are made before. The first {WARM_UP} pairs are"
    " warm-up.",
    measure,
)
