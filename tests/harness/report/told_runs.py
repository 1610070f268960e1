"""Runs for reports: written down as events and read back, as real ones are."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import story

from harness.events.file import EventFile
from harness.events.model import (
    AttachmentKept,
    Event,
    FindingMade,
    OnWire,
    RunStarted,
    ScenarioCollected,
    ScenarioEnded,
    ScenarioStarted,
    StepEnded,
)
from harness.events.results import RunResult, read_run
from harness.wire.exchange import Entry, Exchange, Message

TINY_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc00000030001018d1fd6a50000000049454e44ae426082"
)
HEADERS = {"Content-Type": "application/json", "Server": "waitress", "Cache-Control": "no-store"}


def written(folder: Path, *scenarios: Sequence[Event], worker: str = "main") -> RunResult:
    """A run of these scenarios."""
    file = EventFile(folder / f"events-{worker}.ndjson", run="r1", worker=worker)
    file.write(RunStarted("2026-08-23T10:00:00Z", ()))
    for events in scenarios:
        for event in events:
            file.write(event)
    file.close()
    return read_run([file.path])


def numbered(entries: Sequence[Entry]) -> list[Entry]:
    return list(story.timeline(*entries).entries)


def redeemed_twice(
    *, id_: str = "a", name: str = "Код обмінюється раз", place: str = "features/a.feature:3", lang: str = "uk"
) -> list[Event]:
    """The phone redeems what the backend has redeemed: №1 and №2 are right, №3 and №4 aren't."""
    entries = numbered(
        [
            replace(
                story.callback(10, 40), request=Message({"Cookie": "•••"}), response=Message(HEADERS, '{"a": [1]}')
            ),
            story.token(20, 30),
            story.link(50, code="c1"),
            story.exchange_code(60, 90, status=403),
            story.token(70, 80, status=403, body=story.REVOKED),
        ]
    )
    first, second = [each for each in entries if story.ns(45) > _moment(each)], entries[3 - 1 :]
    return [
        ScenarioCollected(id_, name, "Підключення", place, lang, ("p0", "browser")),
        ScenarioStarted(id_, name, "Підключення", place, lang, ("p0", "browser"), "--bug seed"),
        *map(OnWire, first),
        StepEnded("Коли", "Олена натискає «Дозволити»", 4, "passed", 0.04, None, story.ns(5), story.ns(45)),
        *map(OnWire, second),
        StepEnded(
            *("Тоді", "код обмінюється раз", 5, "failed", 0.05, "обмінявся двічі"),
            started_ns=story.ns(46),
            ended_ns=story.ns(95),
            table=(("назва", "сума"), ("Дім", "1")),
        ),
        FindingMade("code_redeemed_twice", "Код обміняно двічі", "Двічі", "Бо одноразовий", "Один раз", (1, 2, 3, 4)),
        ScenarioEnded(id_, "failed", 1.5, "обмінявся двічі", "form"),
    ]


def passing(*, id_: str, name: str, place: str, tags: tuple[str, ...] = (), body: str = "{}") -> list[Event]:
    """One exchange, and nothing wrong."""
    (exchange,) = numbered([replace(story.request("status", 10, 20), response=Message(HEADERS, body))])
    return [
        ScenarioStarted(id_, name, "Статус", place, "en", tags),
        OnWire(exchange),
        StepEnded("Then", "Ann is connected", 4, "passed", 0.04, None, story.ns(5), story.ns(45)),
        ScenarioEnded(id_, "passed", 0.5),
    ]


def with_picture(folder: Path, events: Sequence[Event]) -> list[Event]:
    """A picture was taken in the step that failed."""
    file = EventFile(folder / "events-other.ndjson", run="r1", worker="other")
    digest, path = file.keep(TINY_PNG, suffix=".png")
    file.close()
    kept = AttachmentKept("browser", "Олена", "image/png", digest, path, story.ns(94))
    return [*events[:-2], kept, *events[-2:]]


def _moment(entry: Entry) -> int:
    return entry.started_ns if isinstance(entry, Exchange) else entry.at_ns
