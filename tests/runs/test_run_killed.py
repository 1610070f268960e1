"""A run that was killed at once, by SIGKILL: its event files still tell everything until then."""

from pathlib import Path

import pytest
from project_folder import Project, nothing_is_left

from harness.adapters.waiting import wait_for
from harness.events.results import RunResult, read_run

SECONDS = 60
BUSY = """\
import threading

from harness.gherkin.expressions import when
from harness.ports import Stage
from scenarios.journeys.app import sign_in


@when("{word} signs in and nothing more happens")
def _(name: str, stage: Stage) -> None:
    sign_in(stage, stage.person(name))
    threading.Event().wait()
"""
FEATURE = """\
Feature: Killed
  Scenario: Done
    Given Ann has an empty amoCRM account
  Scenario: {name} is busy
    Given {name} has an empty amoCRM account
    When {name} signs in and nothing more happens
    Then {name} sees that amoCRM is not connected
"""


@pytest.mark.parametrize("processes", ["0", "2"])
def test_the_step_under_way_and_its_exchanges_outlive_a_kill(project: Project, processes: str, tmp_path: Path) -> None:
    temporary = tmp_path / "of the run alone"
    temporary.mkdir()
    project.environment["TMPDIR"] = str(temporary)
    project.write("harness.toml", 'version = 1\nsteps = ["scenarios.steps", "own_steps"]\n')
    project.write("own_steps.py", BUSY)
    project.write("features/small.feature", FEATURE.format(name="Ann"))
    if processes != "0":
        project.write("features/second.feature", FEATURE.format(name="Bob"))
    expected = 1 if processes == "0" else 2

    def run() -> RunResult:
        return read_run(sorted(project.root.glob("runs/*/events-*.ndjson")))

    def busy() -> list[list[object]]:
        roles = [[event["role"] for event in each.wire if event["type"] == "exchange"] for each in run().scenarios]
        return [each for each in roles if {"sign_in", "status"} <= set(each)]

    with project.started("amocrm-e2e", "run", "-n", processes) as running:
        wait_for(lambda: len(busy()) == expected, what="the busy step to be in the files", seconds=SECONDS)
        assert list(temporary.glob("amocrm-e2e-*")), "backends have databases there"
        running.process.kill()
        running.process.wait()
        nothing_is_left(running.mark, seconds=SECONDS)
        assert not list(temporary.glob("amocrm-e2e-*"))

    cut = [each for each in run().scenarios if each.verdict == "not_ended"]
    assert len(cut) == expected
    for each in cut:
        assert [(step["keyword"], step["status"]) for step in each.steps] == [
            ("Given", "passed"),
            ("When", "not_ended"),
        ]
        numbers = [event["number"] for event in each.wire if event["type"] == "exchange"]
        assert numbers == sorted(set(numbers))
        assert 0 not in numbers
    assert all(each.verdict in ("passed", "not_ended", "not_run") for each in run().scenarios)


def test_a_fast_run_writes_nothing_twice(project: Project) -> None:
    done = project.run()

    assert done.code == 0, done.said
    (file,) = done.events
    assert Path(file).read_text(encoding="utf-8").count('"step_begun"') == 3
    exchanges = [line for line in done.lines if line["type"] == "exchange"]
    assert len({(line["started_ns"], line["url"]) for line in exchanges}) == len(exchanges)
