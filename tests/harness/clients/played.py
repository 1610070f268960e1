"""What a run has played, as two clients are to be compared by: without what differs from run to run."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from harness.events.results import ScenarioResult, read_run
from harness.events.steps import StepResult
from harness.wire.exchange import Screen, ScreenSeen

# Ids, ports and numbers on the wire differ in each run, and so does where Python keeps an object.
_GIVEN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|0x[0-9a-f]+|№\d+|#[0-9a-f]{6}|(?<![\w+])\d{5,}(?!\w)", re.IGNORECASE
)

# Two phones of one person: nobody can say which of them shows its screens first.
_AT_ONCE = "на обоих телефонах одновременно"


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
        for mine, theirs in zip(self.steps, other.steps, strict=False):
            for part in ("status", "error", "screens", "requests"):
                one, two = getattr(mine, part), getattr(theirs, part)
                if one != two:
                    return f"{mine.text}\n    {part}:\n      {one}\n      {two}"
        if (self.verdict, self.causes) != (other.verdict, other.causes):
            return f"verdict: {self.verdict} {self.causes}, {other.verdict} {other.causes}"
        return ""


def plays(folder: Path) -> dict[str, Play]:
    """The scenarios of a run by their ids."""
    return {result.id: _play(result) for result in read_run(sorted(folder.glob("events-*.ndjson"))).scenarios}


def _play(result: ScenarioResult) -> Play:
    causes = sorted(str(finding["cause"]) for finding in result.findings)
    return Play(result.verdict, causes, [_step(part) for part in result.parts])


def _step(part: StepResult) -> Step:
    screens: dict[str, list[str]] = {}
    for entry in part.entries:
        if isinstance(entry, ScreenSeen):
            screens.setdefault(entry.person, []).append(_shown(entry.screen))
    if _AT_ONCE in part.text:
        screens = {person: sorted(shown) for person, shown in screens.items()}
    requests = Counter(
        _given_aside(f"{entry.person} {entry.method} {entry.role} {_path(entry.url)} → {entry.status}")
        for entry in part.exchanges
        if entry.caller == "client"
    )
    error = None if part.error is None else _given_aside(part.error)
    return Step(part.text, part.status, error, screens, requests)


def _shown(screen: Screen) -> str:
    leads = tuple(replace(card, id="", amo_id=None if card.amo_id is None else 0) for card in screen.leads)
    return _given_aside(str(replace(screen, leads=leads)))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="", netloc="").geturl()


def _given_aside(text: str) -> str:
    return _GIVEN.sub("…", text)
