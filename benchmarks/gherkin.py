"""What QA wait for before the first step, and what a step costs beyond itself: against bare pytest-bdd."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Benchmark, Figure, Pace, Wanted, over_rounds, ratios

SENTENCES = 450
SCENARIOS = 1000
PER_FILE = 10
STEPS = ("Given", "And", "When", "Then", "And")
OURS = (sys.executable, "-m", "harness.cli", "run", "features", "-p", "no:cacheprovider")
BARE = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:faker", "-p", "no:amocrm_e2e")
# One of 450 definitions, each as its side would write it; nothing is done in it.
OUR_STEP = (
    '@{keyword}("{{word}} has thing {number} and {{int}} more")\ndef _{number}(name: str, count: int) -> None: ...\n'
)
BARE_STEP = (
    '@{keyword}(parsers.parse("{{name}} has thing {number} and {{count:d}} more"))\ndef _{number}(name, count): ...\n'
)


class GherkinRunFailed(Exception):
    """A run of the made project wasn't green."""


def measure(pace: Pace) -> Sequence[Figure]:
    """Rounds in which both sides take turns; a step's cost is a run less its collection, by the number of steps."""
    many = SCENARIOS if pace.seconds > 1 else SCENARIOS // 20
    few = many // 5
    collected: list[float] = []
    ours: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory(prefix="amocrm-e2e-bench-") as folder:
        whole, part, peer = (Path(folder, name) for name in ("whole", "part", "peer"))
        _our_project(whole, many)
        _our_project(part, few)
        _bare_project(peer, few)
        for _ in range(max(2, pace.rounds - 2)):
            collected.append(_seconds(OURS, "--collect-only", at=whole))
            for command, at, costs in ((OURS, part, ours), (BARE, peer, bare)):
                costs.append(
                    (_seconds(command, at=at) - _seconds(command, "--collect-only", at=at)) / few / len(STEPS) * 1000
                )
    return [
        over_rounds(f"collecting {many} scenarios, {SENTENCES} sentences", collected, "s", wanted=Wanted("≤", 2)),
        over_rounds("a step, ours", ours, "ms"),
        over_rounds("a step, bare pytest-bdd", bare, "ms"),
        ratios("a step, ours ÷ bare pytest-bdd", ours, bare, wanted=Wanted("≤", 1.1)),
    ]


def _our_project(folder: Path, scenarios: int) -> None:
    _features(folder, scenarios)
    (folder / "harness.toml").write_text('version = 1\nsteps = ["made_steps"]\n', encoding="utf-8")
    head = "from harness.gherkin.expressions import given, then, when\n\n"
    (folder / "made_steps.py").write_text(head + _steps(OUR_STEP), encoding="utf-8")


def _bare_project(folder: Path, scenarios: int) -> None:
    _features(folder, scenarios)
    head = "from pytest_bdd import given, parsers, then, when\n\n"
    (folder / "conftest.py").write_text(head + _steps(BARE_STEP), encoding="utf-8")
    (folder / "test_all.py").write_text('from pytest_bdd import scenarios\n\nscenarios("features")\n', encoding="utf-8")


def _features(folder: Path, scenarios: int) -> None:
    (folder / "features").mkdir(parents=True)
    for file in range(scenarios // PER_FILE):
        lines = [f"Feature: File {file}"]
        for number in range(file * PER_FILE, (file + 1) * PER_FILE):
            lines += ["", f"  Scenario: Number {number}"]
            for place, keyword in enumerate(STEPS):
                # Given, when and then have the sentences 0, 3, 6 … · 1, 4, 7 … · 2, 5, 8 …
                kind = (0, 0, 1, 2, 2)[place]
                sentence = (number * len(STEPS) + place) * 3 % SENTENCES + kind
                lines.append(f"    {keyword} Ann has thing {sentence} and {number} more")
        (folder / "features" / f"file_{file}.feature").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _steps(template: str) -> str:
    kinds = ("given", "when", "then")
    return "\n".join(template.format(keyword=kinds[number % 3], number=number) for number in range(SENTENCES))


def _seconds(command: Sequence[str], *more: str, at: Path) -> float:
    began = time.perf_counter()
    done = subprocess.run([*command, *more], cwd=at, capture_output=True, text=True, check=False)
    took = time.perf_counter() - began
    if done.returncode:
        raise GherkinRunFailed(f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout[-2000:]}{done.stderr}")
    return took


BENCHMARK = Benchmark(
    "gherkin",
    f"{SENTENCES} sentences with two parameters, one for each function, and made features of ten scenarios with five"
    " steps. Collection: `amocrm-e2e run --collect-only`, the start of Python included. A step: wall time of a run less"
    " that of its own --collect-only, by the number of steps, of steps that do nothing; ours writes its events, the"
    " peer is pytest-bdd with the same sentences as parsers.parse in a conftest, its output -q.",
    measure,
)
