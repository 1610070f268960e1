"""Scenarios are pytest's tests: its own command, its choices, several processes, JUnit."""

import xml.etree.ElementTree as ET

from project_folder import UNKNOWN_SENTENCE, Project, nothing_is_left

COLD_START = "Холодный старт"


def test_plain_pytest_runs_a_feature_in_a_real_browser(journey: Project) -> None:
    done = journey.command("pytest", "features/connect/deep_link_uk.feature")
    assert done.code == 0, done.said
    assert "features/connect/deep_link_uk.feature ." in done.out
    assert "1 passed" in done.out
    assert done.run.scenarios[0].browser == "chromium"
    nothing_is_left(done.mark)


def test_ids_are_the_scenarios_own_words_in_any_alphabet(journey: Project) -> None:
    journey.copy_features("connect/return.feature")
    done = journey.command("pytest", "--collect-only", "-q", "features")
    assert done.code == 0
    assert "features/connect/deep_link_uk.feature::Після «Return to App» видно ліди, і жодної відмови" in done.out
    assert f"features/connect/return.feature::{COLD_START} по ссылке" in done.out
    assert "\\u" not in done.out


def test_a_cyrillic_word_chooses_scenarios(journey: Project) -> None:
    journey.copy_features("connect/return.feature")
    done = journey.run("-k", "Холодный and старт", "features/connect")
    assert done.code == 0
    assert [scenario.name for scenario in done.run.scenarios] == [f"{COLD_START} по ссылке"]


def test_what_failed_last_is_all_that_runs_again(project: Project) -> None:
    broken = project.write("features/unknown.feature", UNKNOWN_SENTENCE)
    assert project.run().code == 1
    again = project.run("--lf")
    assert again.code == 1
    assert set(again.verdicts) == {"features/unknown.feature:2"}
    broken.write_text(UNKNOWN_SENTENCE.replace("acount", "account"), encoding="utf-8")
    mended = project.run("--lf")
    assert (mended.code, list(mended.verdicts.values())) == (0, ["passed"])


ODD = """\
# language: uk
Функціонал: Дивні назви
  Сценарій: З [дужками] і :: двокрапками
    Нехай xyzzy
  Структура сценарію: Рядок
    Нехай Олена має акаунт amoCRM, у якому <скільки> лідів
    Приклади:
      | скільки |
      | 2       |
      | п'ять   |
  Сценарій: Добрий
    Нехай Олена має порожній акаунт amoCRM
    Коли Олна натискає «Підключити»
"""


def test_whatever_is_in_a_name_what_failed_last_is_found_again(project: Project) -> None:
    project.write("features/odd.feature", ODD)
    done = project.run()
    assert done.code == 1
    assert "різниця: «п'ять» → «ціле число»" in done.out
    assert "«Олна» тут згадано вперше; може, «Олена»?" in done.out
    again = project.run("--lf")
    assert again.verdicts == {
        "features/odd.feature:3": "undefined",
        "features/odd.feature:10": "undefined",
        "features/odd.feature:11": "failed",
    }


def test_a_line_chooses_the_scenario_or_the_row_that_stands_there(project: Project) -> None:
    project.write("features/odd.feature", ODD)
    for line, places in {3: [3], 4: [3], 5: [9, 10], 6: [9, 10], 9: [9], 10: [10], 13: [11], 1: []}.items():
        done = project.run(f"features/odd.feature:{line}")
        assert list(done.verdicts) == [f"features/odd.feature:{place}" for place in places], line
    done = project.run("features/odd.feature:9", "features/small.feature", "-n", "2")
    assert set(done.verdicts) == {"features/odd.feature:9", "features/small.feature:2"}


def test_two_processes_come_to_the_same_verdicts_as_one_and_junit_agrees(journey: Project) -> None:
    journey.copy_features("connect/return.feature")
    journey.write("features/unknown.feature", UNKNOWN_SENTENCE)
    arguments = ("--bug", "seed", "--browser", "form", "--junit", "out/report.xml")
    one = journey.run(*arguments)
    two = journey.run(*arguments, "-n", "2")
    assert (one.code, two.code) == (1, 1)
    assert len(one.verdicts) == 7
    assert one.verdicts == two.verdicts
    assert {"passed", "failed", "undefined"} == set(one.verdicts.values())
    assert [file.name for file in one.events] == ["events-main.ndjson"]
    assert [file.name for file in two.events] == ["events-gw0.ndjson", "events-gw1.ndjson"]
    assert causes(one.run.scenarios) == causes(two.run.scenarios)

    cases = ET.parse(journey.root / "out" / "report.xml").getroot().iter("testcase")
    in_junit = {f"{case.get('file')}:{case.get('line')}": case.find("failure") is None for case in cases}
    assert in_junit == {place: verdict == "passed" for place, verdict in two.verdicts.items()}
    nothing_is_left(two.mark)


def causes(scenarios: list) -> dict[str, list[object]]:  # type: ignore[type-arg]  # tests are not type-checked strictly
    return {scenario.place: [finding["cause"] for finding in scenario.findings] for scenario in scenarios}


def test_what_pytest_adds_on_request_is_shown_below_the_report(project: Project) -> None:
    done = project.run("--durations", "1")
    assert done.code == 0
    assert done.out.index("The journey works") < done.out.index("slowest 1 durations")


def test_a_first_failure_ends_the_run_when_asked(project: Project) -> None:
    project.write("features/a.feature", UNKNOWN_SENTENCE)
    for processes in ("0", "2"):
        done = project.run("-x", "-n", processes)
        assert done.code == 1, "something failed; it isn't that nothing could be run"
        assert "The journey is broken" in done.out
        if processes == "0":
            assert done.out.splitlines()[-1].endswith("undefined: 1; not run: 1.")
            assert done.verdicts == {"features/a.feature:2": "undefined", "features/small.feature:2": "not_run"}


def test_a_link_to_a_feature_of_the_project_is_no_second_one(project: Project) -> None:
    (project.root / "features" / "again.feature").symlink_to("small.feature")
    (project.root / "features" / "loop").symlink_to(".", target_is_directory=True)
    assert list(project.run().verdicts) == ["features/small.feature:2"]
    assert list(project.run("features/again.feature").verdicts) == ["features/again.feature:2"]
