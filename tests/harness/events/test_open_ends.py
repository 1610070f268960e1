"""A scenario whose process was killed in the middle of a step: what had begun and what it had done are there."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import story

from harness.events.file import EventFile
from harness.events.model import Event, OnWire, ScenarioEnded, ScenarioStarted, StepBegun, StepEnded, Unsettled
from harness.events.results import ScenarioResult, read_run

STARTED = ScenarioStarted("a", "S", "F", "a.feature:3", "en", ())
GIVEN = (StepBegun("Given", "an account", 4, story.ns(1)), OnWire(replace(story.status(3, False), number=1)))
DONE = StepEnded("Given", "an account", 4, "passed", 0.1)
WHEN = StepBegun("When", "Ann connects", 5, story.ns(9))


def read(path: Path, *events: Event) -> ScenarioResult:
    file = EventFile(path / "events-main.ndjson", run="r", worker="main")
    for event in events:
        file.write(event)
    file.close()
    return read_run([file.path]).scenarios[0]


def steps(scenario: ScenarioResult) -> list[tuple[object, object]]:
    return [(step["text"], step["status"]) for step in scenario.steps]


def wire(scenario: ScenarioResult) -> Sequence[tuple[object, object]]:
    return [(event["type"], event.get("number")) for event in scenario.wire]


def test_the_step_under_way_is_there_as_cut_off_with_what_it_had_done(tmp_path: Path) -> None:
    news = (Unsettled(story.link(60, code="c1")), Unsettled(story.token(20, 30)), Unsettled(story.callback(10, 40)))
    cut = read(tmp_path, STARTED, *GIVEN, DONE, WHEN, *news)

    assert steps(cut) == [("an account", "passed"), ("Ann connects", "not_ended")]
    assert wire(cut) == [("exchange", 1), ("exchange", 2), ("exchange", 3), ("deep_link", None)]
    assert [event.get("role") for event in cut.wire] == ["status", "callback", "token", None]
    assert cut.failed_step is not None
    assert cut.failed_step["line"] == 5


def test_what_was_written_with_its_number_is_not_told_twice(tmp_path: Path) -> None:
    callback, link = story.callback(10, 40), story.link(60, code="c1")
    cut = read(
        tmp_path,
        *(STARTED, *GIVEN, DONE, WHEN, Unsettled(callback), Unsettled(link)),
        OnWire(replace(callback, number=2)),  # and here the process died, the link not yet written again
    )

    assert wire(cut) == [("exchange", 1), ("exchange", 2), ("deep_link", None)]


def test_between_two_steps_nothing_is_open(tmp_path: Path) -> None:
    cut = read(tmp_path, STARTED, *GIVEN, Unsettled(story.callback(10, 40)), DONE)

    assert steps(cut) == [("an account", "passed")]
    assert wire(cut) == [("exchange", 1)]


def test_of_a_scenario_with_a_verdict_nothing_was_cut_off(tmp_path: Path) -> None:
    ended = read(tmp_path, STARTED, WHEN, Unsettled(story.callback(10, 40)), ScenarioEnded("a", "failed", 1.0))

    assert (ended.verdict, ended.steps, ended.wire) == ("failed", [], [])


def test_the_next_scenario_of_the_same_process_begins_with_nothing(tmp_path: Path) -> None:
    file = EventFile(tmp_path / "e", run="r", worker="main")
    for event in (STARTED, WHEN, Unsettled(story.callback(10, 40)), replace(STARTED, id="b"), *GIVEN):
        file.write(event)
    file.close()
    first, second = read_run([file.path]).scenarios

    assert (steps(first), wire(first)) == ([("Ann connects", "not_ended")], [("exchange", 1)])
    assert (steps(second), wire(second)) == ([("an account", "not_ended")], [("exchange", 1)])
