"""Where pytest-bdd alone is green while the truth is red, as of the pinned version.

A canary: each of these is worked around in harness.gherkin. When a new pytest-bdd makes one of them red here, look
whether our own way round it is still needed; when it renames what we borrow, collection and playing must follow.
"""

import inspect
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from textwrap import dedent

import pytest
from pytest_bdd import compat
from pytest_bdd.scenario import _execute_step_function

STEPS = """
    import pytest
    from pytest_bdd import given, parsers, scenarios, then

    scenarios("features")

    @given(parsers.parse("the thing {name}"))
    def thing(name):
        open("said.txt", "a").write(name + chr(10))

    @given("it waits")
    async def waits():
        raise AssertionError("never reached")

    @given("two meanings")
    def first(): ...

    @given(parsers.re("two m.*"))
    def second(): ...

    @given("it fails")
    def fails():
        raise AssertionError("on purpose")

    @then("it is fine")
    def fine(): ...

    @given("it skips")
    def skips():
        pytest.skip("not today")
"""
FEATURES = {
    "twice": "Scenario: same\n    Given the thing first\n  Scenario: same\n    Given the thing second\n",
    "async": "Scenario: async\n    Given it waits\n",
    "header": "Scenario Outline: header only\n    Given the thing <what>\n    Examples:\n      | what |\n",
    "column": "Scenario Outline: column\n    Given the thing <other>\n    Examples:\n      | what |\n      | x |\n",
    "ambiguous": "Scenario: ambiguous\n    Given two meanings\n",
    "empty": "Scenario: empty\n",
    "undefined": "Scenario: undefined\n    Given nobody knows this\n",
    "late": "Scenario: late\n    Given the thing known\n    And nobody knows this\n",
    "after": "Scenario: after\n    Given it fails\n    Then it is fine\n",
    "skipping": "Scenario: skipping\n    Given it skips\n    Then it is fine\n",
    "table": "Scenario: table\n    Given the thing tabled\n      | read | by nobody |\n",
    "space": "Scenario: space\n    Given the\u00a0thing spaced\n",
}
QUIET = ("-p", "no:amocrm_e2e", "-p", "no:faker", "-p", "no:cacheprovider", "-q", "-rA", "--color=no")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bare")
    (folder / "test_all.py").write_text(dedent(STEPS), encoding="utf-8")
    (folder / "features").mkdir()
    for name, text in FEATURES.items():
        (folder / "features" / f"{name}.feature").write_text(f"Feature: {name}\n  {text}", encoding="utf-8")
    return folder


def bare(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "pytest", *QUIET, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False).stdout


@pytest.fixture(scope="module")
def told(project: Path) -> str:
    return bare(project, "--cucumberjson=report.json")


@pytest.fixture(scope="module")
def statuses(project: Path, told: str) -> dict[str, list[str]]:
    """What --cucumberjson says of the steps of each scenario."""
    assert told
    report = json.loads((project / "report.json").read_text(encoding="utf-8"))
    return {
        element["name"]: [step["result"]["status"] for step in element["steps"]]
        for feature in report
        for element in feature["elements"]
    }


def test_this_is_the_version_that_these_traps_are_of() -> None:
    assert version("pytest-bdd") == "9.0.1"


def test_of_two_scenarios_with_one_name_the_first_vanishes(project: Path, told: str) -> None:
    said = (project / "said.txt").read_text(encoding="utf-8").split("\n")
    assert "second" in said
    assert "first" not in said
    assert told.count("::test_same\n") == 1


@pytest.mark.parametrize("name", ["async", "header_only", "column", "ambiguous", "empty", "table"])
def test_what_tests_nothing_passes(told: str, name: str) -> None:
    assert any(line.startswith(f"PASSED test_all.py::test_{name}") for line in told.splitlines()), told


def test_a_hole_without_a_value_stays_as_it_is(project: Path, told: str) -> None:
    assert told
    said = (project / "said.txt").read_text(encoding="utf-8").split("\n")
    assert {"<what>", "<other>"} <= set(said)


def test_the_json_calls_an_undefined_step_passed_or_leaves_it_out(statuses: dict[str, list[str]]) -> None:
    assert "undefined" not in statuses
    assert statuses["late"] == ["passed"]


def test_the_json_calls_a_step_behind_a_failure_failed_and_a_skip_passed(statuses: dict[str, list[str]]) -> None:
    assert statuses["after"] == ["failed", "failed"]
    assert set(statuses["skipping"]) == {"passed"}


def test_in_several_processes_the_json_is_empty(project: Path) -> None:
    bare(project, "-n2", "--cucumberjson=parallel.json")
    assert json.loads((project / "parallel.json").read_text(encoding="utf-8")) == []


def test_a_non_breaking_space_makes_a_step_unknown(told: str) -> None:
    assert "FAILED test_all.py::test_space" in told


def test_one_malformed_file_ends_the_whole_run(project: Path, tmp_path: Path) -> None:
    (tmp_path / "test_all.py").write_text(dedent(STEPS), encoding="utf-8")
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "good.feature").write_text("Feature: g\n  Scenario: g\n    Given the thing g\n")
    (tmp_path / "features" / "bad.feature").write_text("Feature: b\n  Scenario: b\n    Given it waits\n    nonsense\n")
    assert "1 error" in bare(tmp_path)


def test_what_we_borrow_is_still_there() -> None:
    assert list(inspect.signature(_execute_step_function).parameters) == ["request", "scenario", "step", "context"]
    assert list(inspect.signature(compat.getfixturedefs).parameters) == ["fixturemanager", "fixturename", "node"]
    assert list(inspect.signature(compat.get_fixture_names).parameters) == ["fixturemanager"]
