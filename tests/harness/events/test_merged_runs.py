"""Shards are one run; a scenario that is played again is told with all its attempts, and is never made green."""

from pathlib import Path

import pytest

from harness.events.file import EventFile
from harness.events.merged import read_merged
from harness.events.model import (
    FeatureSource,
    FileUnreadable,
    RunEnded,
    RunStarted,
    ScenarioCollected,
    ScenarioEnded,
    ScenarioStarted,
    StepEnded,
)
from harness.events.results import Attempt, RunResult

Verdicts = dict[int, str]


def run_of(
    folder: Path,
    verdicts: Verdicts,
    *,
    at: str = "10:00:00",
    worker: str = "main",
    browser: str = "form",
    switches: str = "",
    bugs: tuple[str, ...] = (),
    unreadable: str = "",
) -> Path:
    """A run's event file, of scenarios by their line; "not_run" was collected only."""
    path = folder / f"events-{worker}.ndjson"
    file = EventFile(path, run=folder.name, worker=worker)
    file.write(RunStarted(f"2026-08-23T{at}Z", bugs))
    told = {line: (f"a.feature::S{line}", f"S{line}", "F", f"a.feature:{line}", "en", ()) for line in verdicts}
    for scenario in told.values():
        file.write(ScenarioCollected(*scenario, bugs))
    file.write(FeatureSource("a.feature", "Feature: F"))
    for line, verdict in verdicts.items():
        if verdict != "not_run":
            file.write(ScenarioStarted(*told[line], switches, bugs))
            file.write(StepEnded("Given", f"step of {folder.name}", line + 1, "failed", 0.1, "an error"))
        if verdict not in ("not_run", "not_ended"):
            file.write(ScenarioEnded(told[line][0], verdict, 1.0, None, browser))
    if unreadable:
        file.write(FileUnreadable(unreadable, "mend this"))
    file.write(RunEnded({"GET /x": 1}))
    file.close()
    return path


def verdicts_of(run: RunResult) -> Verdicts:
    return {int(scenario.place.rpartition(":")[2]): scenario.verdict for scenario in run.scenarios}


def test_shards_are_one_run_in_the_order_of_the_files_whichever_began_first(tmp_path: Path) -> None:
    second = run_of(tmp_path / "two", {10: "failed", 2: "passed"}, at="10:00:00", unreadable="b.feature")
    first = run_of(tmp_path / "one", {7: "passed", 3: "skipped"}, at="10:00:01")
    run = read_merged([second, first])

    assert list(verdicts_of(run).items()) == [(2, "passed"), (3, "skipped"), (7, "passed"), (10, "failed")]
    assert (run.unreadable, run.unattributed) == ({"b.feature": "mend this"}, {"GET /x": 2})
    assert run.sources == {"a.feature": "Feature: F"}
    assert all(scenario.attempts == () for scenario in run.scenarios)


def test_the_workers_of_one_run_are_one_run(tmp_path: Path) -> None:
    files = [run_of(tmp_path / "r", {number: "passed"}, worker=f"gw{number}") for number in (1, 2)]
    run = read_merged(files)

    assert (run.id, verdicts_of(run)) == ("r", {1: "passed", 2: "passed"})


def test_a_file_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    file = run_of(tmp_path / "r", {1: "failed"})

    assert [scenario.attempts for scenario in read_merged([file, file]).scenarios] == [()]


@pytest.mark.parametrize(
    ("earlier", "later", "together"),
    [
        ("failed", "passed", "passed_on_retry"),
        ("not_ended", "passed", "passed_on_retry"),
        ("failed", "failed", "failed"),
        ("failed", "undefined", "undefined"),
        ("failed", "skipped", "failed"),
        ("failed", "not_run", "failed"),
        ("passed", "failed", "failed"),
        ("passed", "passed", "passed"),
        ("not_run", "passed", "passed"),
        ("not_run", "not_run", "not_run"),
        ("skipped", "passed", "passed"),
    ],
)
def test_of_two_runs_nothing_makes_a_red_scenario_green(
    tmp_path: Path, earlier: str, later: str, together: str
) -> None:
    one = run_of(tmp_path / "one", {1: earlier, 5: "passed"}, at="10:00:00")
    two = run_of(tmp_path / "two", {1: later}, at="10:05:00")
    for files in ([one, two], [two, one]):  # in whatever order they are named
        assert verdicts_of(read_merged(files)) == {1: together, 5: "passed"}


def test_what_passed_on_retry_tells_each_attempt_and_shows_how_it_failed(tmp_path: Path) -> None:
    files = [
        run_of(tmp_path / name, {1: verdict}, at=f"10:0{number}:00")
        for number, (name, verdict) in enumerate([("a", "failed"), ("b", "failed"), ("c", "passed")])
    ]
    run = read_merged(files)
    (scenario,) = run.scenarios

    assert scenario.attempts == (Attempt("a", "failed"), Attempt("b", "failed"), Attempt("c", "passed"))
    assert [step["text"] for step in scenario.steps] == ["step of b"]
    assert scenario.red
    assert not run.green
    assert run.broken


@pytest.mark.parametrize(
    "other", [{"browser": "chromium"}, {"switches": "--profile amocrm"}, {"bugs": ("seed",)}], ids=str
)
def test_what_was_played_in_another_way_is_no_retry(tmp_path: Path, other: dict[str, str]) -> None:
    one = run_of(tmp_path / "one", {1: "failed"})
    two = run_of(tmp_path / "two", {1: "passed"}, at="10:05:00", **other)  # type: ignore[arg-type]  # one at a time

    assert sorted(scenario.verdict for scenario in read_merged([one, two]).scenarios) == ["failed", "passed"]


def test_what_was_cut_off_counts_for_the_browser_in_which_it_passed(tmp_path: Path) -> None:
    one = run_of(tmp_path / "one", {1: "not_ended"})
    two = run_of(tmp_path / "two", {1: "passed"}, at="10:05:00", browser="chromium")

    assert verdicts_of(read_merged([one, two])) == {1: "passed_on_retry"}
