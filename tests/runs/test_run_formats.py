"""Every format of a run: read by other people's programs, the same from one process, from two, and from shards."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from format_readers import MODULES, READ, asked, envelopes, everything, told_by
from playwright.sync_api import Browser
from project_folder import Finished, Project

from harness.events.merged import read_merged
from harness.report.formats import BY_NAME, FORMATS, Format
from tests.real_browser import real_browser

pytestmark = pytest.mark.skipif(
    not MODULES.is_dir(), reason="npm packages are missing; `python tests/prerequisites.py` gets them"
)

STEPS = """\
from pathlib import Path

import pytest

from harness.gherkin.expressions import Pending, given


@given("it is fine")
def _(): ...


@given("a table:")
def _(datatable): ...


@given("a text:")
def _(docstring): ...


@given("it is broken")
def _():
    raise AssertionError("so broken\\n<b>`x`</b> ::error::boo ```")


@given("it is fine the second time")
def _():
    assert Path("second").exists(), "the first time"


@given("it is left out")
def _():
    pytest.skip("not here")


@given("it isn't written")
def _():
    raise Pending
"""
FEATURE = '''\
@top
Feature: Own | things
  Background:
    Given it is fine

  Rule: One
    Background:
      Given a table:
        | a | b |
        | 1 | 2 |

    Scenario: broken `x` <b>, "y"; #1
      Given it is broken
      And it is fine

    Scenario Outline: rows of <what>
      Given it is <what>
      Examples:
        | what   |
        | fine   |
        | broken |

  Scenario: text
    Given a text:
      """json
      {"a": "b|c"}
      """

  Scenario: flaky
    Given it is fine the second time

  Scenario: left out
    Given it is left out
    And it is fine

  @skip:ABC-1
  Scenario: skipped
    Given it is fine

  @pending
  Scenario: pending
    Given it is fine

  Scenario: not written
    Given it isn't written

  @expected-failure:ABC-9
  Scenario: known
    Given it is broken

  Scenario: nobody knows
    Given it is fun
'''
ALL = pytest.mark.parametrize("each", FORMATS, ids=[each.name for each in FORMATS])
OWN = "features/own.feature"
JOURNEY = "features/connect/deep_link_en.feature"
FLAKY, KNOWN = (FEATURE.splitlines().index(f"  Scenario: {name}") + 1 for name in ("flaky", "known"))


@dataclass(frozen=True, slots=True)
class Runs:
    """The same scenarios, played in three ways."""

    project: Project
    one: Finished
    two: Finished
    merged: Finished

    @property
    def root(self) -> Path:
        return self.project.root


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    project = Project(tmp_path_factory.mktemp("formats"))
    project.settings('steps = ["scenarios.steps", "own_steps"]')
    project.copy_features("connect/deep_link_en.feature")
    project.write("own_steps.py", STEPS)
    project.write(OWN, FEATURE)
    project.environment["GITHUB_STEP_SUMMARY"] = str(project.root / "step.md")
    how = ("--bug", "seed", "--browser", "form")
    one = project.run(*how, *everything(Path("one")))
    two = project.run(*how, "-n", "2", *everything(Path("two")))
    for number, file in enumerate((OWN, JOURNEY)):
        project.run(file, *how, "--run-folder", f"shards/{number}")
    merged = project.command("amocrm-e2e", "report", "shards", *everything(Path("merged")))
    return Runs(project, one, two, merged)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with real_browser() as started:
        yield started


def test_one_process_two_and_two_shards_tell_the_same_in_every_format(runs: Runs) -> None:
    assert set(READ) == set(BY_NAME), "a format that this test can't read"
    one, two, merged = (
        told_by(runs.root / name, done.out)
        for name, done in (("one", runs.one), ("two", runs.two), ("merged", runs.merged))
    )

    assert (runs.one.code, runs.two.code, runs.merged.code) == (1, 1, 1)
    assert one == two
    assert one == merged
    assert set(one["json"].values()) == {"passed", "failed", "undefined", "pending", "skipped", "expected_failure"}
    whole = set(one["json"])
    assert len(whole) == 12
    for name in ("junit", "cucumber-json", "mermaid", "summary"):
        assert set(one[name]) == whole, name
    assert {len(one[name]) for name in ("cucumber-messages", "allure", "html")} == {12}
    assert sorted(one["html"].values()) == sorted(one["json"].values())
    assert set(one["har"]) <= whole
    assert [place for place, told in one["har"].items() if told.endswith("True")] == [f"{JOURNEY}:5"]
    assert one["junit"][f"{OWN}:{KNOWN}"] == "skipped expected_failure"


def test_githubs_summary_is_added_to_where_github_wants_it(runs: Runs) -> None:
    whole = (runs.root / "step.md").read_text(encoding="utf-8")

    assert whole.count("## amocrm-e2e: The journey is broken") == 3
    assert (runs.root / "one" / "summary.md").read_text(encoding="utf-8") in whole


def test_cucumbers_schema_and_its_own_reader_accept_the_messages(runs: Runs, tmp_path: Path) -> None:
    told = asked("messages", runs.root / "one" / "cucumber-messages.ndjson")
    assert told["errors"] == []
    assert [*told["envelopes"]][-1] == "testRunFinished"  # type: ignore[misc]  # a JSON array

    broken = tmp_path / "broken.ndjson"
    broken.write_text('{"testCaseStarted": {"id": 1}}\n', encoding="utf-8")
    assert asked("messages", broken)["errors"], "this schema lets everything pass"


def test_tables_texts_and_ids_of_the_messages_belong_together(runs: Runs) -> None:
    told = list(envelopes(runs.root / "one" / "cucumber-messages.ndjson"))
    pickles = [pickle for kind, pickle in told if kind == "pickle"]
    steps = {step["id"] for pickle in pickles for step in pickle["steps"]}  # type: ignore[attr-defined]  # JSON
    used = {
        step["pickleStepId"]
        for kind, case in told
        if kind == "testCase"
        for step in case["testSteps"]  # type: ignore[attr-defined]  # JSON
        if "pickleStepId" in step
    }
    assert used == steps
    assert [kind for kind, _ in told].count("source") == 2
    text = (runs.root / "one" / "cucumber-messages.ndjson").read_text(encoding="utf-8")
    assert '"mediaType": "json"' in text
    assert '"dataTable"' in text


def test_the_official_html_formatter_shows_every_scenario(runs: Runs, browser: Browser, tmp_path: Path) -> None:
    asked("html", runs.root / "one" / "cucumber-messages.ndjson", tmp_path / "cucumber.html")
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "cucumber.html").as_uri())
    page.get_by_text("Own | things").first.wait_for()
    counted = re.findall(r"^(PASSED|FAILED|SKIPPED|PENDING|UNDEFINED)\s+(\d+)$", page.inner_text("body"), re.MULTILINE)

    assert errors == []
    assert dict(counted) == {"PASSED": "2", "FAILED": "4", "SKIPPED": "3", "PENDING": "2", "UNDEFINED": "1"}
    page.close()


def test_another_reader_finds_the_same_in_junit_in_cucumbers_json_and_in_allures_results(
    runs: Runs, tmp_path: Path
) -> None:
    ours = json.loads((runs.root / "one" / "json.json").read_text(encoding="utf-8"))["scenarios"]
    names = sorted(scenario["name"] for scenario in ours)
    # Of several features in one file this reader takes the first one only.
    features = json.loads((runs.root / "one" / "cucumber-json.json").read_text(encoding="utf-8"))
    files = [tmp_path / f"{number}.json" for number in range(len(features))]
    for file, feature in zip(files, features, strict=True):
        file.write_text(json.dumps([feature]), encoding="utf-8")
    read = {
        "junitXml": asked("allure", "junitXml", runs.root / "one" / "junit.xml"),
        "cucumberjson": asked("allure", "cucumberjson", *files),
        "allure2": asked("allure", "allure2", *(runs.root / "one" / "allure").glob("*-result.json")),
    }
    for name, told in read.items():
        assert told["refused"] == [], name
        # It leaves XML's entities as they are.
        results = [{**one, "name": unescape(one["name"])} for one in told["results"]]  # type: ignore[attr-defined]
        assert sorted(result["name"] for result in results) == names, name
        red = {result["name"] for result in results if result["status"] in ("failed", "broken")}
        assert red == {one["name"] for one in ours if one["verdict"] in ("failed", "undefined")}, name
        green = {result["name"] for result in results if result["status"] == "passed"}
        assert green == {one["name"] for one in ours if one["verdict"] == "passed"}, name


def test_har_is_what_its_schema_says_and_chromium_replays_it(runs: Runs, browser: Browser, tmp_path: Path) -> None:
    file = runs.root / "one" / "har.har"
    assert asked("har", file)["errors"] == []
    document = json.loads(file.read_text(encoding="utf-8"))
    entry = next(one for one in document["log"]["entries"] if one["_role"] == "callback")
    page = browser.new_page()
    page.route_from_har(file, not_found="abort")
    answer = page.goto(entry["request"]["url"])
    assert answer is not None
    assert answer.status == entry["response"]["status"]
    assert answer.text() == entry["response"]["content"]["text"]
    page.close()

    del document["log"]["entries"][0]["request"]["method"]
    broken = tmp_path / "broken.har"
    broken.write_text(json.dumps(document), encoding="utf-8")
    assert asked("har", broken)["errors"], "this schema lets everything pass"


def test_mermaid_itself_draws_the_diagrams(runs: Runs, browser: Browser) -> None:
    document = (runs.root / "one" / "mermaid.md").read_text(encoding="utf-8")
    diagrams = re.findall(r"^```mermaid\n(.*?)\n^```$", document, re.DOTALL | re.MULTILINE)
    assert len(diagrams) == 1
    page = browser.new_page()
    page.add_script_tag(path=MODULES / "mermaid" / "dist" / "mermaid.min.js")
    drawn = page.evaluate("text => mermaid.render('drawn', text).then(({svg}) => svg)", diagrams[0])
    assert "When Ann presses Connect" in drawn
    assert re.search(r"POST /api/amo-crm/exchange-code \(code #[0-9a-f]{6}\)", drawn)
    refused = page.evaluate("text => mermaid.parse(text).then(() => '', String)", diagrams[0] + "\n  -->> nobody")
    assert refused, "this parser lets everything pass"
    page.close()


@ALL
def test_a_run_that_was_killed_at_any_moment_is_told_in_each_format(runs: Runs, tmp_path: Path, each: Format) -> None:
    (whole,) = runs.one.events
    content = whole.read_bytes()
    cut = tmp_path / "events-main.ndjson"
    for part in range(1, 12):
        cut.write_bytes(content[: len(content) * part // 12])
        run = read_merged([cut])
        assert run.scenarios
        assert any(each.files(run).values()) or (each.name == "github" and not run.broken)


def test_what_passed_on_retry_is_flaky_in_every_format(runs: Runs) -> None:
    runs.project.write("second", "")
    again = runs.project.run(f"{OWN}:{FLAKY}", "--bug", "seed", "--browser", "form", "--run-folder", "again/1")
    assert again.code == 0
    told = runs.project.command("amocrm-e2e", "report", "shards/0", "again", *everything(Path("flaky")))
    place, found = f"{OWN}:{FLAKY}", told_by(runs.root / "flaky", told.out)

    assert told.code == 1
    assert found["json"][place] == "passed_on_retry"
    assert found["html"]["flaky"] == "passed_on_retry"
    assert found["junit"][place] == "failure passed_on_retry"
    assert found["cucumber-messages"][f"{OWN} flaky"] == "FAILED"
    assert found["cucumber-json"][place] == "FAILED"
    assert found["har"][place].startswith("passed_on_retry")
    assert found["mermaid"][place] == "↻ passed_on_retry"
    assert found["summary"][place] == "↻"
    assert found["github"][f"{OWN}:{FLAKY + 1}"] == "error"
    assert found["allure"][f"{OWN}::flaky"] == "failed True"
    for file in (runs.root / "flaky").rglob("*"):
        if (file.is_file() and file.suffix in (".xml", ".ndjson", ".md", ".html")) or file.name == "cucumber-json.json":
            assert "flaky: failed (0) → passed (1)" in file.read_text(encoding="utf-8"), file
