"""Sentences that can't be loaded: nothing is known about any scenario then, so nothing runs."""

import pytest
from project_folder import Project

HEAD = "from harness.gherkin.expressions import given\n\n\n"
BROKEN = {
    "no such module": (None, "harness.toml:2", "no module “own_steps”"),
    "an import that fails": ("import nowhere_at_all\n", "own_steps.py:1", "No module named 'nowhere_at_all'"),
    "an exception": ("1 / 0\n", "own_steps.py:1", "division by zero"),
    "a mistake in Python": ("def (:\n", "own_steps.py:1", "SyntaxError"),
    "an unknown parameter type": (
        HEAD + '@given("a {colour} thing")\ndef _(x): ...\n',
        "own_steps.py:4",
        "there is no parameter type {colour}",
    ),
    "too few parameters": (
        HEAD + '@given("a {word} {word}")\ndef _(x): ...\n',
        "own_steps.py:4",
        "has 2 parameters, its function takes 1",
    ),
}


@pytest.mark.parametrize("processes", ["0", "2"], ids=["alone", "n2"])
@pytest.mark.parametrize(("module", "place", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_it_is_one_message_with_its_place(
    project: Project, module: str | None, place: str, says: str, processes: str
) -> None:
    project.write("harness.toml", 'version = 1\nsteps = ["scenarios.steps", "own_steps"]\n')
    if module is not None:
        project.write("own_steps.py", module)

    done = project.run("-n", processes)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("amocrm-e2e: could not run: ")
    assert done.err.count("\n") == 1
    assert f"{place}: " in done.err
    assert says in done.err
    assert not done.events


def test_a_sentence_that_is_no_expression_is_told_where_it_could_be_said(project: Project) -> None:
    project.write("harness.toml", 'version = 1\nsteps = ["scenarios.steps", "own_steps"]\n')
    project.write("own_steps.py", HEAD + '@given("a (red thing")\ndef _(): ...\n')
    project.write("features/red.feature", "Feature: x\n  Scenario: y\n    Given a (red thing\n")

    done = project.run()
    linted = project.command("amocrm-e2e", "lint")

    said = "own_steps.py:4: “a (red thing” is no Cucumber Expression: The '(' does not have a matching ')'."
    assert (done.code, linted.code) == (1, 2)
    assert said in done.out
    assert said in linted.err
    assert done.verdicts == {"features/small.feature:2": "passed"}
