"""What a run writes down, one JSON line for each event; every report is a function of these lines.

Every line has `v` (the major version of this format), `run`, `worker`, `seq` and `type`. Readers ignore fields that
they don't know and refuse a higher major.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from harness.wire.exchange import Entry

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A process has begun to run scenarios: against what, with which bugs switched on."""

    started: str
    profile: str
    backend: str
    bugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioStarted:
    """A scenario begins; `place` is file:line, `switches` what a command line needs to run it like this again."""

    id: str
    name: str
    feature: str
    place: str
    language: str
    tags: tuple[str, ...]
    switches: str = ""


@dataclass(frozen=True, slots=True)
class StepEnded:
    """One step and what came of it: passed, failed, undefined, skipped or not_run."""

    keyword: str
    text: str
    line: int
    status: str
    seconds: float
    error: str | None = None


@dataclass(frozen=True, slots=True)
class OnWire:
    """An entry of the timeline, as it was recorded."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class FindingMade:
    """A root cause, already worded in the feature's language."""

    cause: str
    title: str
    happened: str
    why: str
    change: str
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScenarioEnded:
    """A scenario's verdict: passed, failed or skipped; a step that nobody knows fails it."""

    id: str
    verdict: str
    seconds: float
    error: str | None = None
    browser: str = ""


@dataclass(frozen=True, slots=True)
class FileUnreadable:
    """A feature file that can't be run as it is written, and why; none of its scenarios has run."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A process has run its scenarios; `unattributed` counts requests at the mock that no scenario owns."""

    unattributed: Mapping[str, int] = field(default_factory=dict)


Event = RunStarted | ScenarioStarted | StepEnded | OnWire | FindingMade | ScenarioEnded | FileUnreadable | RunEnded

TYPES: Final[Mapping[type, str]] = {
    RunStarted: "run",
    ScenarioStarted: "scenario",
    StepEnded: "step",
    FindingMade: "finding",
    ScenarioEnded: "verdict",
    FileUnreadable: "unreadable",
    RunEnded: "run_end",
}
