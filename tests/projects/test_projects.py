"""Each folder here is a tiny Gherkin project, named after one behaviour: run from outside, read as a user reads it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from expectation import Expectation, Run
from from_outside import Ended, copy, run

HERE = Path(__file__).parent
PROJECTS = sorted(file.parent.name for file in HERE.glob("*/expect.toml"))
# None of it is meant for whoever writes features.
NOISE = ("Traceback", "site-packages", "_pytest/", "importlib/", "INTERNALERROR", "Exception ignored", "RuntimeWarning")
RED = ("failed", "undefined", "ambiguous", "not_ended")


@pytest.mark.parametrize("name", PROJECTS)
def test_the_project_says_what_its_author_must_read(name: str, tmp_path: Path) -> None:
    expected = Expectation.read(HERE / name / "expect.toml")
    folder = tmp_path / "project"
    copy(HERE / name, to=folder)
    for file in expected.files:
        file.write(folder)
    for wanted in expected.runs:
        for file in wanted.files:
            file.write(folder)
        for command in wanted.commands:
            compare(run(command, folder=folder), wanted)


def test_no_folder_is_without_an_expectation() -> None:
    folders = {path.parent.relative_to(HERE).parts[0] for path in HERE.glob("*/*") if "__pycache__" not in path.parts}
    assert folders == set(PROJECTS)
    assert len(PROJECTS) >= 45


def compare(done: Ended, wanted: Run) -> None:
    assert done.code == wanted.exit, done.said
    for noise in (*NOISE, *wanted.prints_not):
        assert noise not in done.said, f"{noise}\n\n{done.said}"
    in_order(wanted.prints, done.out)
    if wanted.complains is not None:
        in_order(wanted.complains, done.err)
    agree_with_the_exit_code(done)
    if wanted.verdicts is not None:
        assert {one.place: one.verdict for one in done.result.scenarios} == wanted.verdicts, done.said
    if wanted.steps is not None:
        assert steps(done) == wanted.steps, done.said
    if wanted.errors is not None:
        assert {one.place: one.error for one in done.result.scenarios if one.error} == wanted.errors
    assert tuple(done.result.unreadable) == wanted.unreadable
    if wanted.junit is not None:
        compare_junit(done, wanted.junit)
    for part in wanted.junit_says:
        assert part in "".join(done.junit.itertext())


def in_order(parts: tuple[str, ...], text: str) -> None:
    after = 0
    for part in parts:
        found = text.find(part, after)
        assert found >= 0, f"{part}\n\nisn't there{' (any more)' if part in text else ''}:\n\n{text}"
        after = found + len(part)


def agree_with_the_exit_code(done: Ended) -> None:
    """Nothing that a report could be made of is greener than the exit code, nor redder."""
    assert all(line["v"] == 1 for line in done.lines)
    if done.events:
        red = any(one.verdict in RED for one in done.result.scenarios) or bool(done.result.unreadable)
        assert red == (done.code == 1), done.said


def steps(done: Ended) -> Mapping[str, tuple[str, ...]]:
    return {one.place: tuple(str(step["status"]) for step in one.steps) for one in done.result.scenarios}


def compare_junit(done: Ended, wanted: Mapping[str, str]) -> None:
    cases = [*done.junit.iter("testcase")]
    found = {}
    for case in cases:
        told = [element for element in case if element.tag in ("failure", "skipped", "error")]
        place = ":".join(filter(None, (case.get("file"), case.get("line"))))
        found[place] = " ".join(f"{element.tag} {element.get('type')}" for element in told) or "passed"
    assert found == wanted
    assert len(cases) == len(wanted), "two cases stand at one place"
    for suite in done.junit.iter("testsuite"):
        for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
            assert int(suite.get(attribute, "0")) == len([*suite.iter(tag)])
        assert re.fullmatch(r"\d+\.\d{3}", suite.get("time", "0.000"))
