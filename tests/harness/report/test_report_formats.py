"""Every format bears whatever an event file may hold; what programs of other people make of them: tests/runs."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from run_results import deep_link, finding, page_error, scenario, step
from told_runs import redeemed_twice, with_picture, written

from harness.events.results import Attempt, RunResult, ScenarioResult
from harness.events.status import ORDER
from harness.report.allure import allure
from harness.report.cucumber.envelopes import cucumber_messages
from harness.report.formats import BY_NAME, FORMATS, Format
from harness.report.github import LARGEST, annotations, summary
from harness.report.har import har
from harness.report.mermaid import mermaid

HOSTILE = (
    "\x00\x1b[31m<script>alert(1)</script> \"'` ``` ;#1 %0A%% ::error::x | \ud83d \u202e\r\n::error::y" + "я" * 5000
)
EXCHANGE = {
    "type": "exchange",
    "number": 1,
    "caller": "backend",
    "callee": "amocrm",
    "role": "token",
    "method": "POST",
    "url": "http://a.amocrm.ru/oauth2/access_token?code=#7c3e3b&secret=•••",
    "status": 403,
    "started_ns": 1_000_000_000,
    "ended_ns": 1_005_000_000,
    "wall": "2026-08-23T10:00:01.000+00:00",
    "request": {"headers": {"Content-Type": "application/json"}, "body": "{}"},
    "response": {"headers": {"location": "/x"}, "body": HOSTILE},
    "fingerprints": {"code": "#7c3e3b"},
}
ALL = pytest.mark.parametrize("each", FORMATS, ids=[each.name for each in FORMATS])


def hostile(verdict: str) -> ScenarioResult:
    return scenario(
        name=HOSTILE,
        feature=HOSTILE,
        place=f"a {HOSTILE.splitlines()[0][:40]}.feature:3",
        language="en",
        verdict=verdict,
        error=HOSTILE,
        findings=[finding(HOSTILE, happened=HOSTILE, evidence=[1])],
        steps=[{**step("failed", error=HOSTILE), "text": HOSTILE.replace("\n", " ").replace("\r", " ")}],
        wire=[EXCHANGE, page_error(HOSTILE, uncaught=True) | {"person": "Ann", "at_ns": 2, "wall": ""}],
    )


def whole(each: Format, run: RunResult) -> str:
    return "\n".join(
        content if isinstance(content, str) else content.decode(errors="replace")
        for content in each.files(run).values()
    )


@ALL
def test_a_format_bears_every_verdict_and_hostile_words(each: Format) -> None:
    scenarios = [replace(hostile(verdict), id=verdict) for verdict in ORDER]
    told = whole(each, RunResult(scenarios, unreadable={HOSTILE: HOSTILE}, outside={"b": HOSTILE}))

    assert told.encode("utf-8", "replace")
    assert "\x1b" not in told
    assert "\x00" not in told


@ALL
def test_a_format_bears_a_run_in_which_nothing_was_played(each: Format) -> None:
    whole(each, RunResult())
    whole(each, RunResult([scenario(verdict="not_run")]))


def test_every_option_is_a_word_of_its_own() -> None:
    assert len(BY_NAME) == len(FORMATS)
    assert {each.place for each in FORMATS} == {"FILE", "FOLDER", ""}


def test_githubs_commands_are_one_line_each_and_cannot_be_forged() -> None:
    told = annotations(RunResult([hostile("failed")], outside={"b": HOSTILE}))

    assert [line.partition(" ")[0] for line in told.splitlines()] == ["::error", "::warning", "::error"]


def test_githubs_annotations_stand_at_the_line_that_is_to_blame() -> None:
    run = RunResult(
        [
            scenario(language="en", steps=[step("failed", error="so: broken, 100%")]),
            scenario(language="en", place="b.feature:9", verdict="not_ended"),
            scenario(language="en", verdict="passed", wire=[deep_link("page")]),
        ],
        unreadable={"c.feature": "c.feature:2: mend this\nc.feature:4: and that"},
        notes=["d.feature:1: a byte order mark"],
    )
    lines = annotations(run).splitlines()

    assert lines[0].startswith("::error file=features/a.feature,line=7,title=so%3A broken%2C 100%25::")
    assert "%0A" in lines[0]
    assert lines[1].startswith("::error file=b.feature,line=9,title=cut off::")
    assert lines[2].startswith("::warning file=features/a.feature,line=3,")
    assert lines[3:] == [
        "::error file=c.feature,line=2,title=c.feature::mend this",
        "::error file=c.feature,line=4,title=c.feature::and that",
        "::notice file=d.feature,line=1,title=d.feature::a byte order mark",
    ]


@pytest.mark.parametrize("ticks", ["`", "``", "```", "`````"])
def test_no_text_ends_the_summarys_fence(ticks: str) -> None:
    told = summary(RunResult([scenario(language="en", error=f"first\n{ticks}\nlast")]))
    fence = "`" * max(3, len(ticks) + 1)

    assert told.count(f"\n{fence}text\n") == 1
    assert told.count(f"\n{fence}\n") == 1


def test_githubs_summary_ends_with_a_whole_scenario_and_counts_what_has_no_room() -> None:
    scenarios = [scenario(language="en", error="є" * 2000, place=f"a.feature:{number}") for number in range(500)]
    told = summary(RunResult([*scenarios[:9], scenario(language="en", error="\x00" * LARGEST), *scenarios[9:]]))
    opened = told.count("<details>")
    rows = len(re.findall(r"^\| ✗ \|.*\|$", told, re.MULTILINE))

    assert LARGEST - 10_000 < len(told.encode()) <= LARGEST
    assert opened == told.count("</details>") == told.count("\n```text\n") == told.count("\n```\n\n</details>")
    assert opened > 60
    assert rows > 40
    assert f"scenarios' details left out: {501 - opened}; rows of the table left out: {501 - rows}." in told
    assert told.endswith("|\n\n")


def test_githubs_summary_of_a_large_green_run_is_its_table() -> None:
    told = summary(RunResult([scenario(language="en", verdict="passed")] * 15_000))
    rows = told.count("| ✓ |")

    assert len(told.encode()) <= LARGEST
    assert rows > 13_000
    assert f"rows of the table left out: {15_000 - rows}." in told


def test_a_fingerprint_is_a_value_of_hars_query_and_no_fragment() -> None:
    document = json.loads(har(RunResult([scenario(steps=[step("failed")], wire=[EXCHANGE])])))
    (entry,) = document["log"]["entries"]
    request = entry["request"]

    assert request["url"] == "http://a.amocrm.ru/oauth2/access_token?code=%237c3e3b&secret=%E2%80%A2%E2%80%A2%E2%80%A2"
    assert [(one["name"], one["value"]) for one in request["queryString"]] == [("code", "#7c3e3b"), ("secret", "•••")]
    assert (entry["time"], entry["startedDateTime"]) == (5.0, "2026-08-23T10:00:01.000Z")
    assert entry["response"]["redirectURL"] == "/x"


def test_a_diagram_marks_what_proves_the_cause() -> None:
    result = scenario(findings=[finding("seed", evidence=[1])], steps=[step("failed", error="x")], wire=[EXCHANGE])
    told = mermaid(RunResult([result]))

    assert "    rect rgb(255, 205, 205)\n      backend->>amocrm: №1 POST /oauth2/access_token (code #35;7c3e3b)" in told
    assert "      amocrm--xbackend: №1 403" in told


def steps_of(told: str) -> list[Mapping[str, object]]:
    lines = [json.loads(line) for line in told.splitlines()]
    return [line["testStepFinished"]["testStepResult"] for line in lines if "testStepFinished" in line]


SOURCE = "Функціонал: Функціонал\n\n  Сценарій: Сценарій\n    Тоді Олена бачить ліди\n"


@pytest.mark.parametrize(
    "source", ["# language: uk\n" + SOURCE, "nonsense", "# language: uk\nФункціонал: інший\n", None]
)
def test_without_the_file_that_was_played_cucumber_is_told_what_the_events_know(source: str | None) -> None:
    result = scenario(place="a.feature:4", steps=[step("failed", error="x")])
    told = cucumber_messages(RunResult([result], sources={"a.feature": source} if source is not None else {}))
    (data,) = [json.loads(line)["source"]["data"] for line in told.splitlines() if '{"source"' in line]

    assert (data == source) == (source is not None and SOURCE in source)
    assert [one["status"] for one in steps_of(told)] == ["FAILED", "FAILED"]


def test_what_cucumber_has_no_word_for_is_told_in_the_last_steps_message() -> None:
    flaky = replace(scenario(language="en", verdict="passed_on_retry"), attempts=(Attempt("a", "failed"),))
    known = scenario(language="en", verdict="expected_failure", error="@known: x", steps=[step("failed", error="x")])

    assert "flaky: failed (a)" in str(steps_of(cucumber_messages(RunResult([flaky])))[-1]["message"])
    assert [one["status"] for one in steps_of(cucumber_messages(RunResult([known])))] == ["SKIPPED", "SKIPPED"]


@pytest.mark.parametrize("verdict", ORDER)
def test_allure_tells_the_verdict_by_a_label_and_flags_and_no_step(verdict: str) -> None:
    (file,) = allure(RunResult([scenario(verdict=verdict, error="why", steps=[step("passed")])])).values()
    told = json.loads(file)

    assert {"name": "verdict", "value": verdict} in told["labels"]
    assert len(told["steps"]) == 1
    flags = {name for name in ("flaky", "known") if told["statusDetails"].get(name)}
    assert flags == {"passed_on_retry": {"flaky"}, "expected_failure": {"known"}}.get(verdict, set())


@pytest.mark.parametrize("name", ["allure", "cucumber-messages", "cucumber-json"])
def test_the_picture_that_was_taken_is_attached_and_no_other_file_in_its_place(tmp_path: Path, name: str) -> None:
    run = written(tmp_path, with_picture(tmp_path, redeemed_twice()))
    (picture,) = run.scenarios[0].attachments
    before = whole(BY_NAME[name], run)
    picture.path.write_bytes(b"something private")
    after = whole(BY_NAME[name], run)

    assert picture.media_type in before
    assert picture.media_type not in after
    assert not re.search(f"something private|{base64.b64encode(b'something private').decode()}", after)


@ALL
@pytest.mark.parametrize("url", ["http://[/x", "http://h/\ud83d?a=\ud83d", "/x?a=1", "", "http://h:port/"], ids=ascii)
def test_a_format_bears_any_address(each: Format, url: str) -> None:
    exchange = {**EXCHANGE, "url": url}
    result = scenario(steps=[step("failed")], wire=[exchange, {**exchange, "caller": "client", "callee": "backend"}])

    assert whole(each, RunResult([result])) is not None
