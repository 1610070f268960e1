"""`run --html` and `docs` from outside: one process, two, shards, a run that was killed, and what can't be made."""

import re
from pathlib import Path

import pytest
from project_folder import Project

from harness.events.file import EventFile
from harness.events.model import ScenarioStarted

STEPS = """\
from harness.gherkin.expressions import given


@given("it is fine")
def _(): ...


@given("it is broken")
def _():
    raise AssertionError("so broken")
"""
FEATURE = """\
Feature: {name}
  What it is for.

  Scenario: {name} works
    Given it is fine

  Scenario: {name} breaks
    Given it is broken
"""


@pytest.fixture
def own(project: Project) -> Project:
    project.own_steps(STEPS)
    for name in ("a", "b", "c"):
        project.write(f"features/{name}.feature", FEATURE.format(name=name))
    return project


def statuses(file: Path) -> dict[str, str]:
    rows = re.findall(r'data-status="(\w+)" .*?<bdi class="name"[^>]*>(.*?)</bdi>', file.read_text(encoding="utf-8"))
    return {name: status for status, name in rows}


def test_one_process_two_and_shards_tell_the_same(own: Project) -> None:
    alone = own.run("--html", "out/alone.html", "--lang", "uk")
    together = own.run("-n", "2", "--html", "out/together.html")
    own.run("features/a.feature", "--run-folder", "shards/1")
    own.run("features/b.feature", "features/c.feature", "--run-folder", "shards/2")
    merged = own.command("amocrm-e2e", "report", "shards", "--html", "out/merged.html")

    assert [alone.code, together.code, merged.code] == [1, 1, 1]
    told = {f"{name} {verb}": status for name in "abc" for verb, status in (("works", "passed"), ("breaks", "failed"))}
    for page in ("alone", "together", "merged"):
        assert statuses(own.root / f"out/{page}.html") == told
    assert '<html lang="uk">' in (own.root / "out/alone.html").read_text(encoding="utf-8")


def test_the_site_is_made_of_a_run_that_is_over(own: Project) -> None:
    own.run("--run-folder", "last")
    made = own.command("amocrm-e2e", "docs", "last", "--output", "site", "--lang", "ru")

    assert (made.code, made.out) == (0, "site/index.html\n")
    assert {file.name for file in (own.root / "site").iterdir()} == {
        *("index.html", "features-a.html", "features-b.html", "features-c.html")
    }
    page = (own.root / "site" / "features-a.html").read_text(encoding="utf-8")
    assert "What it is for." in page
    assert "so broken" in page


@pytest.mark.parametrize(
    ("arguments", "bugs", "says"),
    [
        (["lost"], (), "“lost”; did you mean “last”?"),
        (["features"], (), "events-*.ndjson"),
        (["last", "--output", "harness.toml/site"], (), "harness.toml"),
        (["last"], ("seed",), "no scenario without a bug"),
    ],
)
def test_a_site_that_can_not_be_made_is_told(
    own: Project, arguments: list[str], bugs: tuple[str, ...], says: str
) -> None:
    events = EventFile(own.root / "last" / "events-main.ndjson", run="last", worker="main")
    events.write(ScenarioStarted("a", "A", "A", "features/a.feature:4", "en", (), bugs=bugs))
    events.close()
    told = own.command("amocrm-e2e", "docs", *arguments)

    assert told.code == 2
    assert says in told.err
    assert "Traceback" not in told.err
