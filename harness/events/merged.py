"""Several runs as one: shards joined, and of a scenario that was played again the verdict of all its attempts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from harness.events.file import read_events
from harness.events.results import Attempt, RunResult, ScenarioResult, read_run
from harness.events.status import NOT_RUN, PASSED, PASSED_ON_RETRY

Played = tuple[str, ScenarioResult]
"""The run, and what a scenario came to in it."""


def read_merged(paths: Iterable[Path]) -> RunResult:
    """The runs that these event files tell of, in whatever order they are given."""
    runs = [read_run(files) for files in _by_run(paths)]
    # Runs that began within one second stay in the order in which they were given.
    runs.sort(key=lambda run: run.started)
    return merged(runs)


def merged(runs: Sequence[RunResult]) -> RunResult:
    """These runs as one, the earliest first."""
    whole = RunResult()
    for run in runs:
        whole.id = whole.id or run.id
        whole.started = whole.started or run.started
        whole.profile, whole.backend = run.profile or whole.profile, run.backend or whole.backend
        whole.bugs = tuple(dict.fromkeys((*whole.bugs, *run.bugs)))
        for request, count in run.unattributed.items():
            whole.unattributed[request] = whole.unattributed.get(request, 0) + count
        whole.unreadable |= run.unreadable
        whole.outside |= run.outside
        whole.sources |= run.sources
        whole.languages += run.languages
        whole.notes += [note for note in run.notes if note not in whole.notes]
    whole.scenarios = [_judged(attempts) for attempts in _attempts(runs)]
    if len(runs) > 1:
        whole.merged = [run.id for run in runs]
        whole.scenarios.sort(key=_where)
    return whole


def _by_run(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """The files of each run; one that is named twice counts once."""
    found = [(_run_of(path), path) for path in dict.fromkeys(path.resolve() for path in paths)]
    folders = dict.fromkeys((run, path.parent) for run, path in found)
    for run, folder in folders:
        # Workers of one run share its folder; in a folder where files were gathered each worker is there once.
        yield [path for of, path in found if (of, path.parent) == (run, folder)]


def _run_of(path: Path) -> str:
    return next((str(event.get("run", "")) for event in read_events(path)), "")


def _attempts(runs: Sequence[RunResult]) -> Iterator[list[Played]]:
    """Of each scenario every time it was played, the earliest first; the same scenario is the one played alike.

    With another bug, profile or browser it is another one. Where it was never begun nobody knows all of that.
    """
    played = [(run.id, scenario) for run in runs for scenario in run.scenarios]
    by_id: dict[tuple[str, tuple[str, ...]], list[Played]] = {}
    for run, scenario in played:
        by_id.setdefault((scenario.id, scenario.bugs), []).append((run, scenario))
    for same in by_id.values():
        begun = [one for one in same if one[1].verdict != NOT_RUN]
        if not begun:
            yield same[-1:]
            continue
        browsers = [scenario.browser for _, scenario in begun if scenario.browser] or [""]
        # What was cut off has told no browser: it was the one that others have told.
        how = {id(scenario): (scenario.switches, scenario.browser or browsers[0]) for _, scenario in begun}
        begun.sort(key=lambda one: how[id(one[1])])
        for _, alike in groupby(begun, key=lambda one: how[id(one[1])]):
            yield list(alike)


def _where(scenario: ScenarioResult) -> tuple[str, int]:
    return scenario.file, scenario.line


def _judged(attempts: list[Played]) -> ScenarioResult:
    """The last attempt's result, but nothing makes a red one green; what there is to see then is how it failed."""
    results = [scenario for _, scenario in attempts]
    if len(results) == 1:
        return results[0]
    told = tuple(Attempt(run, scenario.verdict) for run, scenario in attempts)
    red = max((number for number, scenario in enumerate(results) if scenario.red), default=None)
    if red is None:
        return replace(results[-1], attempts=told)
    again = any(scenario.verdict == PASSED for scenario in results[red + 1 :])
    return replace(results[red], verdict=PASSED_ON_RETRY if again else results[red].verdict, attempts=told)
