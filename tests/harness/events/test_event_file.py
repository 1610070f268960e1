"""The event file: what was written is read back, by this version and by the next."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
import story

from harness.events.file import UNSETTLED, WIRE_TYPES, EventFile, UnreadableEvents, read_events
from harness.events.model import (
    TYPES,
    VERSION,
    AttachmentKept,
    Event,
    FeatureSource,
    FileNoted,
    FindingMade,
    OnWire,
    RunEnded,
    RunStarted,
    ScenarioCollected,
    ScenarioEnded,
    ScenarioStarted,
    StepBegun,
    StepEnded,
    SystemsReady,
    TraceKept,
    Unsettled,
)
from harness.events.results import read_run
from harness.wire.exchange import Entry, LinkBlocked

STARTED = ScenarioStarted("a.feature::test_s", "Сценарій", "Функціонал", "a.feature:3", "uk", ("browser",))
EVENTS: tuple[Event, ...] = (
    RunStarted("2026-08-23T10:00:00Z", ("seed",)),
    ScenarioCollected("a.feature::test_s", "Сценарій", "Функціонал", "a.feature:3", "uk", ("browser",)),
    FeatureSource("a.feature", "Feature: F\n"),
    FileNoted("a.feature", 1, "BOM"),
    SystemsReady("strict403", "http://127.0.0.1:1"),
    STARTED,
    StepBegun("Тоді", "Олена бачить «ліди»", 7, story.ns(5)),
    Unsettled(story.callback(10, 40)),
    OnWire(story.callback(10, 40)),
    OnWire(LinkBlocked("foryoure://x", "page", "Olena", story.ns(45), story.wall(45))),
    OnWire(story.page_error(46, url="http://127.0.0.1:3000/callback")),
    OnWire(story.link(50, success="true")),
    OnWire(story.moved("returned", 50)),
    OnWire(story.account("Olena", 1, 2)),
    OnWire(story.screen(60, "crm.connected", connected=True, cards=2)),
    StepEnded("Тоді", "Олена бачить «ліди»", 7, "failed", 0.25, "помилка\nдругий рядок"),
    FindingMade("seed", "Назва", "Що", "Чому", "Як", (1, 2)),
    TraceKept("traces/r1/a.zip"),
    AttachmentKept("browser", "Олена", "image/png", "ab", "attachments/ab.png", 9),
    ScenarioEnded("a.feature::test_s", "failed", 1.5, "помилка", "chromium"),
    RunEnded({"GET /x": 2}),
)


def write(path: Path, *events: Event, worker: str = "main") -> Path:
    file = EventFile(path, run="r1", worker=worker)
    for event in events:
        file.write(event)
    file.close()
    return path


def test_every_event_is_read_back_as_it_was_answered(tmp_path: Path) -> None:
    file = EventFile(tmp_path / "deep" / "er" / "events.ndjson", run="r1", worker="gw0")
    written = [json.loads(json.dumps(file.write(event))) for event in EVENTS]
    file.close()
    read = list(read_events(file.path))

    assert read == written
    assert [event["seq"] for event in read] == list(range(1, len(EVENTS) + 1))
    assert {(event["v"], event["run"], event["worker"]) for event in read} == {(VERSION, "r1", "gw0")}


def test_each_kind_of_event_and_entry_has_a_name_of_its_own(tmp_path: Path) -> None:
    read = list(read_events(write(tmp_path / "e", *EVENTS)))

    names = [*TYPES.values(), *WIRE_TYPES.values()]
    assert len(set(names)) == len(names)
    assert set(WIRE_TYPES) == set(Entry.__args__)
    assert set(TYPES) | {OnWire, Unsettled} == set(Event.__args__)
    wanted = {*names, UNSETTLED} - {"unreadable", "outside"}
    assert {str(event["type"]) for event in read} == wanted


def test_an_event_is_on_disk_before_the_next_one_happens(tmp_path: Path) -> None:
    file = EventFile(tmp_path / "e", run="r", worker="main")
    file.write(STARTED)

    assert len(list(read_events(file.path))) == 1
    file.close()


def test_any_letter_survives_even_half_an_emoji(tmp_path: Path) -> None:
    name = "ї\u2028\u00a0\x00\x1b[31m🔑 \ud83d"
    (event,) = read_events(write(tmp_path / "e", StepEnded("Given", name, 1, "passed", 0.0)))

    assert event["text"] == name


@pytest.mark.parametrize("cut", range(1, 60))
def test_a_last_line_that_was_cut_off_anywhere_is_left_out(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path / "e", STARTED, StepEnded("Тоді", "її", 1, "passed", 0.0, "ї" * 20))
    path.write_bytes(path.read_bytes()[:-cut])

    assert [event["type"] for event in read_events(path)] == ["scenario"]


BROKEN = {
    "no JSON": b"oops\n",
    "half a letter": b'{"v": 1, "type": "step", "text": "\xd1\n',
    "no object": b"[1]\n",
    "an empty line": b"\n",
    "no version": b'{"type": "step"}\n',
    "a version of another kind": b'{"v": "1", "type": "step"}\n',
    "no type": b'{"v": 1}\n',
    "deep": b"[" * 100_000 + b"\n",
}


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_line_in_the_middle_is_named(tmp_path: Path, line: bytes) -> None:
    path = write(tmp_path / "events.ndjson", STARTED)
    path.write_bytes(path.read_bytes() + line + path.read_bytes())
    with pytest.raises(UnreadableEvents, match=r"events\.ndjson:2: this is no event"):
        list(read_events(path))


LACKING = {
    "scenario": ('"id": "a", "name": "S", "feature": "F", "tags": []', "lacks language, place"),
    "run": ('"started": ""', "lacks bugs"),
    "exchange": (json.dumps({"of": "moved", "number": 1}).strip("{}"), "lacks callee, caller"),
    "unsettled": ('"of": "page_error", "text": "x"', "lacks at_ns, person, uncaught, url, wall"),
}


@pytest.mark.parametrize("kind", LACKING)
def test_an_event_without_what_every_version_writes_is_named(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "events.ndjson"
    path.write_text(f'{{"v": 1, "type": "{kind}", {LACKING[kind][0]}}}\n', encoding="utf-8")
    with pytest.raises(UnreadableEvents, match=rf"events\.ndjson:1: the event “{kind}” {LACKING[kind][1]}"):
        list(read_events(path))


@pytest.mark.parametrize(
    ("event", "name", "value"),
    [
        (STARTED, "tags", "p0"),
        (STARTED, "tags", [1]),
        (STARTED, "wall", "yesterday"),
        (STARTED, "at_ns", True),
        (ScenarioEnded("a", "passed", 1.0), "verdict", "splendid"),
        (ScenarioEnded("a", "passed", 1.0), "seconds", "1"),
        (ScenarioEnded("a", "passed", 1.0), "seconds", float("inf")),
        (StepEnded("Then", "x", 7, "passed", 0.1), "status", []),
        (OnWire(story.callback(10, 40)), "started_ns", None),
        (OnWire(story.callback(10, 40)), "request", [1]),
        (Unsettled(story.callback(10, 40)), "url", 1),
    ],
)
def test_a_value_that_no_version_has_written_is_named(tmp_path: Path, event: Event, name: str, value: object) -> None:
    path = write(tmp_path / "events.ndjson", event)
    line = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**line, name: value}) + "\n", encoding="utf-8")
    with pytest.raises(UnreadableEvents, match=rf"events\.ndjson:1: in the event “{line['type']}” “{name}\b.*” is "):
        list(read_events(path))


def test_a_newer_major_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "events.ndjson"
    path.write_text(json.dumps({"v": VERSION + 1, "type": "step"}) + "\n", encoding="utf-8")
    with pytest.raises(UnreadableEvents, match=r"events\.ndjson:1: written by a newer version \(2 > 1\); upgrade"):
        list(read_events(path))


def test_fields_and_kinds_of_a_newer_minor_are_ignored(tmp_path: Path) -> None:
    path = write(tmp_path / "e", *EVENTS)
    lines = [json.loads(line) | {"new": {"x": 1}} for line in path.read_text(encoding="utf-8").splitlines()]
    lines.insert(2, {"v": 1, "type": "weather", "sky": "blue"})
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    (scenario,) = read_run([path]).scenarios
    assert scenario.verdict == "failed"


def test_a_run_is_put_together_from_all_its_processes(tmp_path: Path) -> None:
    other = ScenarioStarted("b", "Другий", "F", "b.feature:1", "uk", ())
    run = read_run(
        [
            write(tmp_path / "1", *EVENTS),
            write(
                tmp_path / "2",
                EVENTS[0],
                other,
                ScenarioEnded("b", "passed", 0.5),
                RunEnded({"GET /x": 1, "GET /y": 1}),
            ),
        ]
    )
    first, second = run.scenarios

    assert (first.name, first.verdict, first.error, first.browser, first.seconds) == (
        "Сценарій",
        "failed",
        "помилка",
        "chromium",
        1.5,
    )
    assert first.failed_step is not None
    assert first.failed_step["text"] == "Олена бачить «ліди»"
    wire = ["exchange", "link_blocked", "page_error", "deep_link", "moved", "account", "screen"]
    assert [event["type"] for event in first.wire] == wire
    assert [finding["cause"] for finding in first.findings] == ["seed"]
    assert (second.verdict, second.failed_step) == ("passed", None)
    assert (run.profile, run.bugs, run.unattributed) == ("strict403", ("seed",), {"GET /x": 3, "GET /y": 1})
    assert not run.green


def test_a_scenario_whose_process_was_killed_has_not_ended(tmp_path: Path) -> None:
    (scenario,) = read_run([write(tmp_path / "e", *EVENTS[:7])]).scenarios

    assert scenario.verdict == "not_ended"


def test_a_run_is_green_when_everything_passed_and_there_was_something(tmp_path: Path) -> None:
    good = write(tmp_path / "good", STARTED, ScenarioEnded(STARTED.id, "passed", 0.1))

    assert read_run([good]).green
    assert not read_run([]).green
    assert not read_run([good, write(tmp_path / "cut", STARTED)]).green


def test_an_entry_is_written_field_by_field(tmp_path: Path) -> None:
    entry = story.callback(10, 40)
    (event,) = read_events(write(tmp_path / "e", OnWire(entry)))

    assert {name: event[name] for name in asdict(entry)} == json.loads(json.dumps(asdict(entry)))


def test_what_was_collected_and_never_begun_has_not_run(tmp_path: Path) -> None:
    other = ScenarioCollected("a.feature::test_t", "Інший", "Функціонал", "a.feature:9", "uk", ())
    run = read_run([write(tmp_path / "e.ndjson", other, *EVENTS)])

    assert {scenario.place: scenario.verdict for scenario in run.scenarios} == {
        "a.feature:3": "failed",
        "a.feature:9": "not_run",
    }
    assert run.notes == ["a.feature:1: BOM"]
    assert run.counts == {"failed": 1, "not_run": 1}


def test_an_attachment_is_sought_in_the_runs_folder_only_whatever_its_line_says(tmp_path: Path) -> None:
    kept = AttachmentKept("browser", "Ann", "image/png", "ab", "../../../etc/passwd", 9)
    path = write(tmp_path / "events-main.ndjson", RunStarted("2026-08-23T10:00:00Z", ()), STARTED, kept)
    (scenario,) = read_run([path]).scenarios

    assert [attachment.path for attachment in scenario.attachments] == [tmp_path / "attachments" / "passwd"]
