"""`amocrm-e2e explain`: a past run, or an incident recorded as HAR, is told of without running anything."""

import json
import sys
from pathlib import Path

import pytest
from project_folder import Project

sys.path.append(str(Path(__file__).parents[1] / "harness" / "incident"))
from recorded import seed, write

CONNECT = """\
Feature: Connect
  Scenario: She connects
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected
  Scenario: She has not connected
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    Then Ann sees that amoCRM is not connected
"""


def test_a_past_run_is_told_of_again_in_any_language(project: Project) -> None:
    project.write("features/small.feature", CONNECT)
    # As a test runner around it may have it; what goes into a pipe is not broken by it.
    project.environment["COLUMNS"] = "80"
    played = project.run("--bug", "seed", "--browser", "form")
    assert played.code == 1, played.said

    newest = project.command("amocrm-e2e", "explain")
    assert (newest.code, newest.err) == (0, "")
    assert "Cause: Authorization code" in newest.out
    assert "She has not connected" not in newest.out
    told, before = (out.partition("Cause")[2].partition("Evidence")[0] for out in (newest.out, played.out))
    assert told.splitlines() == before.splitlines()
    assert max(map(len, before.splitlines())) > 80

    assert played.folder is not None
    other = project.command(
        "amocrm-e2e", "explain", str(played.folder), "--lang", "uk", "--scenario", "SHE CONN", "--curl"
    )
    assert other.code == 0, other.said
    assert "Причина: Код авторизації" in other.out
    assert "✓ Given Ann has an empty amoCRM account" in other.out
    assert "№1 client → backend POST" in other.out
    assert "curl -i" in other.out
    assert "/api/amo-crm/exchange-code" in other.out

    fine = project.command("amocrm-e2e", "explain", "--scenario", "not connected")
    assert (fine.code, "Cause" in fine.out) == (0, False)

    wrong = project.command("amocrm-e2e", "explain", "--scenario", "She conects")
    assert (wrong.code, wrong.out) == (2, "")
    assert "there is no scenario with “She conects”; did you mean “She connects”?" in wrong.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "there is no run in"),
        (["features"], "events-*.ndjson"),
        (["harness.tom"], "there is no file or folder “harness.tom”; did you mean “harness.toml”?"),
        (["harness.toml"], "harness.toml:1:1: this is no JSON"),
        (["empty.ndjson"], "there is no scenario in these files"),
        (["empty.har"], "empty.har:1:1: this is no JSON"),
        (["bad.ndjson"], "bad.ndjson:1: this is no event"),
        (["seed.har", "empty.ndjson"], "a HAR and event files are different stories"),
        (["seed.har", "--scenario", "x"], "a HAR has no scenarios; leave --scenario out"),
    ],
)
def test_what_cannot_be_explained_is_said_in_one_line(project: Project, words: list[str], said: str) -> None:
    project.write("empty.ndjson", "")
    project.write("empty.har", "")
    project.write("bad.ndjson", "oops\n")
    write(project.root / "seed.har", seed())
    done = project.command("amocrm-e2e", "explain", *words)

    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_a_run_that_was_killed_before_it_began_is_not_called_fine(project: Project) -> None:
    line = {"v": 1, "run": "r", "worker": "main", "seq": 1, "type": "collected", "id": "a", "name": "S", "feature": "F"}
    project.write("events.ndjson", json.dumps(line | {"place": "a.feature:3", "language": "en", "tags": []}) + '\n{"v"')
    done = project.command("amocrm-e2e", "explain", "events.ndjson")

    assert (done.code, done.out) == (0, "The run ended too early: scenarios that were never begun: 1.\n")


def test_an_incident_recorded_as_har_is_diagnosed_whatever_its_file_is_called(project: Project) -> None:
    har = json.loads(write(project.root / "seed.har", seed()).read_text(encoding="utf-8"))
    har["log"]["entries"][0]["request"]["queryString"] = [{"name": "v", "value": "1"}]
    (project.root / "seed.json").write_text(json.dumps(har, indent=None), encoding="utf-8")
    done = project.command("amocrm-e2e", "explain", "seed.json", "--lang", "ru")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Причина: Код авторизации #e56230 обменян дважды")
    assert "Не видно в этой записи" in done.out


def test_an_encoding_without_our_marks_loses_them_and_not_the_report(project: Project) -> None:
    write(project.root / "seed.har", seed())
    project.environment["PYTHONIOENCODING"] = "ascii"
    done = project.command("amocrm-e2e", "explain", "seed.har", "--lang", "en")

    assert (done.code, done.err) == (0, "")
    assert "?1 client ? backend GET api.foryoure.example/api/amo-crm/status ? 200" in done.out
