"""The JUnit report, read back by an XML parser as a CI server does."""

import xml.etree.ElementTree as ET

from run_results import exchange, finding, scenario, step

from harness.events.results import RunResult
from harness.report.junit import junit_xml

HOSTILE = "\x00\x0b\x1b[31m<&>\"']]>\ud83d\uffff\x85 ї🔑"


def parsed(run: RunResult) -> ET.Element:
    return ET.fromstring(junit_xml(run).encode())


def test_each_feature_is_a_suite_and_each_scenario_a_case() -> None:
    root = parsed(
        RunResult(
            scenarios=[
                scenario(place="a.feature:3", verdict="passed"),
                scenario(place="b.feature:3", verdict="skipped", error="not here", feature="B"),
                scenario(
                    place="a.feature:9",
                    findings=[finding("seed", evidence=[1])],
                    steps=[step("failed", error="x")],
                    wire=[exchange(1)],
                ),
            ]
        )
    )
    first, second = root.findall("testsuite")

    assert [first.get(name) for name in ("name", "file", "tests", "failures", "skipped", "time")] == [
        "Функціонал",
        "a.feature",
        "2",
        "1",
        "0",
        "3.000",
    ]
    assert [second.get(name) for name in ("name", "tests", "failures", "skipped")] == ["B", "1", "0", "1"]
    assert [(case.get("classname"), case.get("name"), case.get("line")) for case in first] == [
        ("Функціонал", "Сценарій", "3"),
        ("Функціонал", "Сценарій", "9"),
    ]


def test_a_failure_begins_with_its_cause_and_holds_the_whole_story() -> None:
    failure = parsed(
        RunResult(scenarios=[scenario(findings=[finding("seed")], steps=[step("failed", error="бачить")])])
    ).find(".//failure")

    assert failure is not None
    assert (failure.get("message"), failure.get("type")) == ("Назва seed", "failed")
    assert failure.text is not None
    assert "Причина: Назва seed" in failure.text
    assert "Крок: features/a.feature:7" in failure.text


def test_without_a_cause_the_message_is_the_errors_first_line() -> None:
    failure = parsed(RunResult(scenarios=[scenario(error="перший\nдругий")])).find(".//failure")

    assert failure is not None
    assert failure.get("message") == "перший"


def test_a_skipped_scenario_says_why() -> None:
    skipped = parsed(RunResult(scenarios=[scenario(verdict="skipped", error="not here")])).find(".//skipped")

    assert skipped is not None
    assert skipped.get("message") == "not here"


def test_who_has_not_ended_has_failed() -> None:
    failure = parsed(RunResult(scenarios=[scenario(verdict="not_ended")])).find(".//failure")

    assert failure is not None
    assert failure.get("type") == "not_ended"


def test_an_unreadable_feature_is_an_error() -> None:
    error = parsed(RunResult(unreadable={"b.feature": "b.feature:2: mend this\nand that"})).find(".//error")

    assert error is not None
    assert error.get("message") == "b.feature:2: mend this"


def test_whatever_a_server_says_the_document_stays_xml() -> None:
    result = scenario(
        name=HOSTILE,
        feature=HOSTILE,
        place=f"{HOSTILE}.feature:3",
        error=HOSTILE,
        steps=[step("failed", error=HOSTILE)],
        findings=[finding(HOSTILE)],
    )
    skipped = scenario(name=HOSTILE, place="b.feature:1", verdict="skipped", error=HOSTILE)
    root = parsed(RunResult(scenarios=[result, skipped], unreadable={HOSTILE: HOSTILE}))

    name = root.findall(".//testcase")[0].get("name")
    assert name == "���[31m<&>\"']]>��� ї🔑"


def test_an_empty_run_is_an_empty_document() -> None:
    assert len(parsed(RunResult())) == 0
