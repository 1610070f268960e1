"""Whatever goes wrong around a scenario, the run never says that the journey works."""

import xml.etree.ElementTree as ET

import pytest
from project_folder import Project

STEPS = """\
import sys

import pytest
from harness.gherkin.expressions import given


@pytest.fixture
def borrowed():
    yield
    raise RuntimeError("can't be given back")


async def later(): ...


@given("it is fine")
def _(): ...


@given("something is borrowed")
def _(borrowed): ...


@given("somebody is sent for it")
def _():
    return later()


@given("it leaves")
def _():
    sys.exit(0)


@given("it ends everything")
def _():
    pytest.exit("bye", returncode=0)
"""
ONE_AND_TWO = pytest.mark.parametrize("processes", ["0", "2"], ids=["alone", "n2"])


@pytest.fixture
def own(project: Project) -> Project:
    project.own_steps(STEPS)
    return project


def feature(project: Project, *steps: str) -> None:
    scenarios = "".join(f"  Scenario: {step}\n    Given {step}\n" for step in steps)
    project.write("features/own.feature", f"Feature: Own\n{scenarios}")


@ONE_AND_TWO
@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("something is borrowed", "can't be given back"),
        ("somebody is sent for it", "to await, and nobody would"),
        ("it leaves", "SystemExit: 0"),
    ],
)
def test_a_scenario_that_only_seemed_to_pass_is_red(own: Project, step: str, says: str, processes: str) -> None:
    feature(own, "it is fine", step)
    done = own.run("-n", processes, "--junit", "report.xml")
    assert done.code == 1
    assert done.verdicts == {"features/own.feature:2": "passed", "features/own.feature:4": "failed"}
    assert says in done.out
    assert done.out.splitlines()[-1] == "The journey is broken. passed: 1; failed: 1."
    assert [suite.get("failures") for suite in ET.parse(own.root / "report.xml").getroot()] == ["1"]


@ONE_AND_TWO
def test_a_python_test_beside_the_features_is_told_too(own: Project, processes: str) -> None:
    feature(own, "it is fine")
    own.write("features/test_beside.py", "def test_it():\n    assert 1 == 2\n")
    own.write("features/test_broken.py", "import nowhere_at_all\n")
    done = own.run("-n", processes, "--junit", "report.xml")
    assert done.code == 1
    assert "assert 1 == 2" in done.out
    assert "nowhere_at_all" in done.out
    assert done.out.splitlines()[-1] == "The journey is broken. passed: 1. Failed outside of scenarios: 2."
    assert not done.run.green


def test_whoever_ends_everything_has_proved_nothing(own: Project) -> None:
    feature(own, "it ends everything", "it is fine")
    done = own.run()
    assert done.code == 2
    assert "could not run: bye" in done.err


def test_a_line_without_a_scenario_ends_the_run(own: Project) -> None:
    feature(own, "it is fine")
    for line in (1, 99):
        done = own.run(f"features/own.feature:{line}", "features/own.feature:2")
        assert (done.code, done.out) == (2, "")
        assert f"features/own.feature:{line}: no scenario is here; the first begins at line 2" in done.err


SWALLOWED = {
    "a tab": "    Given it is fine\n    And it is fine\n  Scenario: x\n    Then\tit is bad\n    Given it is fine\n",
    "a bullet": "    - Then it is bad\n    Given it is fine\n",
    "a small letter": "    then it is bad\n    Given it is fine\n",
    "a word alone": "    Given\n    Given it is fine\n",
    "a sentence among the examples": (
        "    Given it is fine\n    Examples:\n      Then it is fine\n      | a |\n      | b |\n"
    ),
}


@pytest.mark.parametrize("steps", SWALLOWED.values(), ids=SWALLOWED.keys())
def test_a_step_that_would_be_taken_for_a_description_is_told(own: Project, steps: str) -> None:
    own.write("features/own.feature", f"Feature: Own\n  Scenario: s\n{steps}")
    done = own.run()
    assert done.code == 1
    assert "is taken for a description" in done.out


@pytest.mark.parametrize(
    "text", ["  Background:\n\n  Scenario: s\n    Given it is fine\n", "  Rule: r\n    About it.\n"]
)
def test_what_has_lost_its_content_is_told(own: Project, text: str) -> None:
    own.write("features/own.feature", f"Feature: Own\n{text}")
    done = own.run()
    assert done.code == 1
    assert "has no" in done.out


def test_html_in_an_outline_is_no_column(own: Project) -> None:
    own.write("own_steps.py", STEPS + '\n\n@given("a note {string}")\ndef _(text): ...\n')
    own.write(
        "features/own.feature",
        'Feature: Own\n  Scenario Outline: s\n    Given a note "<c> <b>bold</b> 3 < 5 and 7 > 2"\n'
        "    Examples:\n      | c |\n      | x |\n",
    )
    assert own.run().code == 0


def test_tags_of_pytest_are_only_tags(own: Project) -> None:
    own.write(
        "features/own.feature",
        "@parametrize @usefixtures @spending\nFeature: Own\n  Scenario: s\n    Given it is fine\n",
    )
    assert own.run().code == 0
