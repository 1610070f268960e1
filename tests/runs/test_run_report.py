"""`amocrm-e2e report`: what is over is told again, shards and reruns as one run, with that run's exit code."""

import json
import shutil
from pathlib import Path

import pytest
from project_folder import Finished, Project

STEPS = """\
from pathlib import Path

from harness.gherkin.expressions import given


@given("it is fine")
def _(): ...


@given("it is broken")
def _():
    raise AssertionError("so broken")


@given("it is fine the second time")
def _():
    assert Path("second").exists(), "the first time"


@given("it is interrupted")
def _():
    raise KeyboardInterrupt
"""


@pytest.fixture
def own(project: Project) -> Project:
    project.own_steps(STEPS)
    return project


def feature(project: Project, name: str, *steps: str) -> None:
    scenarios = "".join(f"  Scenario: {name} {step}\n    Given {step}\n" for step in steps)
    project.write(f"features/{name}.feature", f"Feature: {name}\n{scenarios}")


def folder(done: Finished) -> str:
    assert done.folder is not None
    return str(done.folder)


def verdicts(file: Path) -> dict[str, str]:
    return {one["place"]: one["verdict"] for one in json.loads(file.read_text(encoding="utf-8"))["scenarios"]}


def test_two_shards_are_one_run(own: Project) -> None:
    feature(own, "a", "it is fine")
    feature(own, "b", "it is broken")
    shards = [own.run(f"features/{name}.feature", "--run-folder", f"shards/{name}") for name in "ab"]
    assert [shard.code for shard in shards] == [0, 1]
    told = own.command("amocrm-e2e", "report", "shards", "--json", "out/run.json", "--junit", "out/run.xml")

    assert told.code == 1
    assert "so broken" in told.out
    assert told.out.splitlines()[-1] == "The journey is broken. passed: 1; failed: 1."
    assert verdicts(own.root / "out/run.json") == {"features/a.feature:2": "passed", "features/b.feature:2": "failed"}
    assert (own.root / "out/run.xml").read_text(encoding="utf-8").count("<testsuite ") == 2
    assert told.err == "Runs told as one: 2, from a to b. For one of them alone, name its folder.\n"
    alone = own.command("amocrm-e2e", "report", "shards/a")
    assert (alone.code, alone.err) == (0, "")


def test_what_failed_and_then_passed_has_passed_on_retry_and_is_not_green(own: Project) -> None:
    feature(own, "a", "it is fine", "it is fine the second time")
    first = own.run()
    own.write("second", "")
    second = own.run("--lf")
    assert (first.code, second.code) == (1, 0)
    told = own.command("amocrm-e2e", "report", folder(second), folder(first), "--json", "run.json")

    assert told.code == 1
    flaky = f"flaky: failed ({Path(folder(first)).name}) → passed ({Path(folder(second)).name})"
    assert flaky in told.out
    assert told.out.splitlines()[-1] == "The journey is broken. passed: 1; passed on retry: 1."
    assert list(verdicts(own.root / "run.json").values()) == ["passed", "passed_on_retry"]


def test_a_run_that_was_interrupted_is_not_green_afterwards(own: Project) -> None:
    feature(own, "a", "it is fine", "it is interrupted", "it is broken")
    done = own.run()
    assert done.code == 130
    # Who ended it didn't fail; here as there.
    shutil.copytree(folder(done), own.root / "copy")
    lines = [line for line in done.lines if "it is interrupted" not in json.dumps(line) or line["type"] == "collected"]
    (own.root / "copy" / "events-main.ndjson").write_text(
        "".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8"
    )
    told = own.command("amocrm-e2e", "report", "copy")
    assert (told.code, told.err) == (130, "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["rums"], "there is no file or folder “rums”; did you mean “runs”?"),
        (["features"], "there is no file events-*.ndjson in the folder “features”"),
        (["harness.toml"], "harness.toml:1: this is no event: 'version = 1'"),
        (["runs", "--junit", "features"], "--junit features: this is a folder; name a file"),
        (["runs", "--json", "harness.toml/x"], "harness.toml is a file"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_what_cannot_be_reported_is_said_in_one_line(own: Project, arguments: list[str], says: str) -> None:
    (own.root / "runs").mkdir()
    told = own.command("amocrm-e2e", "report", *arguments)

    assert (told.code, told.out) == (2, "")
    assert says in told.err
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
