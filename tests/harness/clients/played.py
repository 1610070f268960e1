"""What a run has played, as two clients are to be compared by: without what differs from run to run."""

import re
from collections import Counter
from dataclasses import dataclass

from harness.events.results import read_run

# Ids and ports differ in each run, and so does where Python keeps an object.
_GIVEN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|0x[0-9a-f]+|#[0-9a-f]{6}|(?<![\w+])\d{5,}(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True)
class Step:
    """One step: what came of it, what everybody's screen showed in turn, and which requests their apps made."""

    text: str
    status: str
    error: str | None
    screens: dict[str, list[str]]
    requests: Counter[str]


@dataclass(frozen=True)
class Play:
    """One scenario."""

    verdict: str
    causes: list[str]
    steps: list[Step]

    def difference(self, other: "Play") -> str:
        """Where the other one first went another way; nothing where it didn't."""
        for mine, theirs in zip(self.steps, other.steps, strict=True):
            for part in ("status", "error", "screens", "requests"):
                one, two = getattr(mine, part), getattr(theirs, part)
                if one != two:
                    return f"{mine.text}\n    {part}:\n      {one}\n      {two}"
        if (self.verdict, self.causes) != (other.verdict, other.causes):
            return f"verdict: {self.verdict} {self.causes}, {other.verdict} {other.causes}"
        return ""


def plays(folder):
    """The scenarios of a run by their ids."""
    return {result.id: _play(result) for result in read_run(sorted(folder.glob("events-*.ndjson"))).scenarios}


def _play(result):
    wire, steps = list(result.wire), []
    for step in result.steps:
        during = [event for event in wire if event["seq"] < step["seq"]]
        wire = wire[len(during) :]
        steps.append(_step(step, during))
    return Play(result.verdict, sorted(str(finding["cause"]) for finding in result.findings), steps)


def _step(step, during):
    screens = {}
    for event in during:
        if event["type"] == "screen":
            screens.setdefault(event["person"], []).append(_shown(event["screen"]))
    requests = Counter(
        _given_aside(f"{event['method']} {event['role']} {_path(event['url'])} → {event['status']}")
        for event in during
        if event["type"] == "exchange" and event["caller"] == "client"
    )
    error = None if step["error"] is None else _given_aside(step["error"])
    return Step(step["text"], step["status"], error, screens, requests)


def _shown(screen):
    leads = [(lead["name"], lead["price"], lead["amo_id"] is not None) for lead in screen["leads"]]
    return _given_aside(str({**screen, "leads": leads}))


def _path(url):
    return "/" + url.split("/", 3)[3]


def _given_aside(text):
    return _GIVEN.sub("…", text)
