"""Steps with what they caused: by their times, and in files of before there were any by their place."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
import story

from harness.events.file import EventFile, UnreadableEvents
from harness.events.model import AttachmentKept, Event, OnWire, ScenarioEnded, ScenarioStarted, StepBegun, StepEnded
from harness.events.results import ScenarioResult, read_run
from harness.events.status import NOT_ENDED, NOT_RUN
from harness.wire.exchange import Entry

STARTED = ScenarioStarted("a.feature::test_s", "Сценарій", "Функціонал", "a.feature:3", "uk", ())
ENDED = ScenarioEnded("a.feature::test_s", "failed", 1.5)
WIRE: tuple[Entry, ...] = (
    story.account("Olena", 1, 2),
    story.callback(10, 40),
    story.page_error(46, url="http://127.0.0.1:3000/callback"),
    story.link(50, success="true"),
    story.moved("returned", 50),
    story.screen(60, "crm.connected", connected=True, cards=2),
)


def ended(text: str, begin: int, end: int, status: str = "passed") -> StepEnded:
    return StepEnded("Коли", text, 4, status, 0.1, started_ns=story.ns(begin), ended_ns=story.ns(end))


def read(folder: Path, *events: Event) -> ScenarioResult:
    file = EventFile(folder / "events-main.ndjson", run="r", worker="main")
    for event in events:
        file.write(event)
    file.close()
    (result,) = read_run([file.path]).scenarios
    return result


def callers(result: ScenarioResult) -> list[list[str]]:
    return [[exchange.role for exchange in part.exchanges] for part in result.parts]


def test_every_kind_of_entry_is_read_back_as_it_was(tmp_path: Path) -> None:
    told = (*WIRE, story.token(12, 30, body='{"ok": 1}'))

    assert read(tmp_path, STARTED, *map(OnWire, told)).entries == [*told]


def test_what_a_newer_version_has_written_is_left_out(tmp_path: Path) -> None:
    read(tmp_path, STARTED, OnWire(WIRE[1]))
    file = tmp_path / "events-main.ndjson"
    file.write_text(file.read_text(encoding="utf-8").replace('"role"', '"mood": "blue", "role"'), encoding="utf-8")
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"v": 1, "type": "weather", "at_ns": 1}) + "\n")
    (result,) = read_run([file]).scenarios

    assert result.entries == [WIRE[1]]


def test_an_exchange_without_its_fields_is_told(tmp_path: Path) -> None:
    result = read(tmp_path, STARTED, OnWire(WIRE[1]))
    result.wire = [{name: value for name, value in result.wire[0].items() if name != "status"}]

    with pytest.raises(UnreadableEvents, match=r"“exchange”.*status"):
        _ = result.entries


def test_an_exchange_belongs_to_the_step_that_had_begun_though_it_was_written_later(tmp_path: Path) -> None:
    early, late = story.token(12, 90), story.callback(25, 30)
    result = read(tmp_path, STARTED, ended("перше", 10, 20), ended("друге", 22, 40), OnWire(early), OnWire(late), ENDED)

    assert callers(result) == [["token"], ["callback"]]


def test_what_goes_on_between_two_steps_is_the_first_one_s(tmp_path: Path) -> None:
    result = read(tmp_path, STARTED, ended("перше", 10, 20), ended("друге", 30, 40), OnWire(story.token(25, 26)), ENDED)

    assert callers(result) == [["token"], []]


def test_a_step_that_never_began_has_nothing(tmp_path: Path) -> None:
    not_run = StepEnded("Тоді", "третє", 6, NOT_RUN, 0.0)
    result = read(tmp_path, STARTED, ended("перше", 10, 20), not_run, OnWire(story.token(99, 100)), ENDED)

    assert callers(result) == [["token"], []]


def test_a_file_without_times_has_what_stands_before_a_step_s_end(tmp_path: Path) -> None:
    first, second = (StepEnded("Коли", text, 4, "passed", 0.1) for text in ("перше", "друге"))
    wire = [OnWire(story.callback(90, 95)), OnWire(story.token(5, 6)), OnWire(story.token(7, 8))]
    result = read(tmp_path, STARTED, wire[0], first, wire[1], second, wire[2], ENDED)

    assert callers(result) == [["callback"], ["token", "token"]]


def test_the_step_in_which_a_process_died_has_what_it_did(tmp_path: Path) -> None:
    begun = StepBegun("Коли", "друге", 5, story.ns(22))
    result = read(tmp_path, STARTED, ended("перше", 10, 20), begun, OnWire(story.callback(25, 30)))

    assert [(part.text, part.status) for part in result.parts] == [("перше", "passed"), ("друге", NOT_ENDED)]
    assert callers(result) == [[], ["callback"]]


def test_a_picture_is_found_from_the_event_file_and_under_its_step(tmp_path: Path) -> None:
    file = EventFile(tmp_path / "deep" / "events.ndjson", run="r", worker="main")
    digest, path = file.keep(b"\x89PNG", suffix=".png")
    again = file.keep(b"\x89PNG", suffix=".png")
    kept = AttachmentKept("browser", "Олена", "image/png", digest, path, story.ns(35))
    for event in (STARTED, ended("перше", 10, 20), kept, ended("друге", 30, 40, "failed"), ENDED):
        file.write(event)
    file.close()
    (result,) = read_run([file.path]).scenarios
    (picture,) = result.parts[1].attachments

    assert again == (digest, path)
    assert picture.path.read_bytes() == b"\x89PNG"
    assert (picture.shows, picture.person, picture.sha256) == ("browser", "Олена", digest)


def test_tables_and_texts_of_a_step_are_read_back(tmp_path: Path) -> None:
    step = StepEnded("Нехай", "ліди:", 4, "passed", 0.1, table=(("назва", "сума"), ("Дім", "1")), docstring="рядок\n")
    (part,) = read(tmp_path, STARTED, step, ENDED).parts

    assert asdict(part)["table"] == (("назва", "сума"), ("Дім", "1"))
    assert part.docstring == "рядок\n"
