"""Features that can't be run as written. What can be run is; the exit code is 1, as for anything else that failed.

2 would say that nothing is known about any scenario, which isn't so; and a run with such a file is never green.
"""

import xml.etree.ElementTree as ET

import pytest
from project_folder import UNKNOWN_SENTENCE, Project, nothing_is_left

SENTENCE = "Ann has an empty amoCRM account"
MALFORMED = {
    "a line that is no step": (
        f"Feature: Bad\n  Scenario: a\n    Given {SENTENCE}\n    nonsense\n",
        "bad.feature:4: “nonsense” can't stand here; a step begins with “Given”",
    ),
    "a mistyped keyword": (
        f"Feature: Bad\n  Scenaro: a\n    Given {SENTENCE}\n",
        "bad.feature:2: “Scenaro: a” is no “Scenario:”",
    ),
    "a first step with a mistyped keyword": (
        f"Feature: Bad\n  Scenario: a\n    Gven {SENTENCE}\n    Then Ann signs in to the app\n",
        "bad.feature:3: “Gven” begins no step",
    ),
    "another language without its line": (
        "Функціонал: Щось\n  Сценарій: а\n    Нехай Олена має порожній акаунт amoCRM\n",
        "bad.feature:1: «Функціонал: Щось» тут стояти не може; напишіть над цим «# language: uk»",
    ),
    "another language than its line says": (
        "# language: ru\nФункціонал: Щось\n  Сценарій: а\n    Нехай Олена має порожній акаунт amoCRM\n",
        "bad.feature:2: «Функціонал: Щось» здесь стоять не может; замените «# language: ru» на «# language: uk»",
    ),
    "an empty file": ("", "bad.feature:1: there is no feature in this file"),
    "no scenario": ("Feature: Bad\n", "bad.feature:1: this feature has no scenario"),
    "a language that nobody speaks": ("# language: xx\nFeature: Bad\n", "bad.feature:1: there is no language “xx”"),
}


def test_everything_wrong_is_told_at_once_with_its_line_and_without_a_traceback(project: Project) -> None:
    for number, (text, _) in enumerate(MALFORMED.values()):
        project.write(f"features/{number}/bad.feature", text)
    (project.root / "features" / "latin.feature").write_bytes("Feature: Café".encode("latin-1"))
    done = project.run()
    assert done.code == 1
    for number, (name, (_, message)) in enumerate(MALFORMED.items()):
        assert f"features/{number}/{message}" in done.out, name
    assert "features/latin.feature:1: this is not UTF-8" in done.out
    for noise in ("Traceback", "site-packages", "_pytest"):
        assert noise not in done.said
    assert done.verdicts == {"features/small.feature:2": "passed"}, "the others still run"
    nothing_is_left(done.mark)


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_run_with_an_unreadable_feature_is_green_nowhere(project: Project, processes: str) -> None:
    project.write("features/bad.feature", MALFORMED["a mistyped keyword"][0])
    done = project.run("-n", processes, "--junit", "report.xml")
    assert done.code == 1
    assert done.out.splitlines()[-1].endswith("Files that could not be read: 1.")
    assert "works" not in done.out
    assert not done.run.green
    assert done.verdicts == {"features/small.feature:2": "passed"}
    suites = {suite.get("file"): suite for suite in ET.parse(project.root / "report.xml").getroot()}
    assert suites["features/bad.feature"].get("errors") == "1"
    assert suites["features/small.feature"].get("failures") == "0"


def test_an_unknown_sentence_is_answered_with_the_nearest_one(project: Project) -> None:
    project.write("features/unknown.feature", UNKNOWN_SENTENCE)
    done = project.run()
    assert done.code == 1
    assert "features/unknown.feature:3: there is no such sentence: “Ann has an empty amoCRM acount”" in done.out
    assert "nearest: “{word} has an empty amoCRM account”" in done.out
    assert done.verdicts == {
        "features/small.feature:2": "passed",
        "features/unknown.feature:2": "undefined",
    }
    [scenario] = [scenario for scenario in done.run.scenarios if scenario.verdict != "passed"]
    assert [step["status"] for step in scenario.steps] == ["undefined", "not_run"]
