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
    """A process has begun to run scenarios, with these bugs switched on."""

    started: str
    bugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SystemsReady:
    """The fake amoCRM and the backend under test are up; a run whose scenarios never need them has no such event."""

    profile: str
    backend: str


@dataclass(frozen=True, slots=True)
class ScenarioCollected:
    """A scenario that the run will come to, unless something ends it before; `place` is file:line.

    `bugs` will be switched on for it.
    """

    id: str
    name: str
    feature: str
    place: str
    language: str
    tags: tuple[str, ...]
    bugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeatureSource:
    """A feature file whose scenarios are collected, as it was read; reports are made where it may be missing."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class FileNoted:
    """Something in a feature file that was mended while it was read: nothing is wrong, but its author should know."""

    file: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ScenarioStarted:
    """A scenario begins; `place` is file:line, `switches` what a command line needs to run it like this again.

    `bugs` are switched on for it. `wall` and `at_ns` are the same moment by the calendar and by the exchanges' clock.
    """

    id: str
    name: str
    feature: str
    place: str
    language: str
    tags: tuple[str, ...]
    switches: str = ""
    bugs: tuple[str, ...] = ()
    wall: str = ""
    at_ns: int = 0


@dataclass(frozen=True, slots=True)
class StepBegun:
    """One step begins; `at_ns` is the clock of the exchanges. What has no end behind it was cut off."""

    keyword: str
    text: str
    line: int
    at_ns: int


@dataclass(frozen=True, slots=True)
class StepEnded:
    """One step and what came of it; the values of `status` are in harness.events.status.

    Times are those of the exchanges: `time.monotonic_ns` of this machine; 0 where the step never began.
    """

    keyword: str
    text: str
    line: int
    status: str
    seconds: float
    error: str | None = None
    started_ns: int = 0
    ended_ns: int = 0
    table: tuple[tuple[str, ...], ...] = ()
    docstring: str = ""


@dataclass(frozen=True, slots=True)
class OnWire:
    """An entry of the timeline, as it was recorded."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What a long step has done on the wire so far: no number yet, and void as soon as the same is written with one."""

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
class TraceKept:
    """Where the trace of a failed scenario's browser lies; it is redacted like everything else."""

    path: str


@dataclass(frozen=True, slots=True)
class AttachmentKept:
    """A picture of what somebody saw when a step failed; `path` leads there from the event file's folder.

    `shows` is "browser" or "app".
    """

    shows: str
    person: str
    media_type: str
    sha256: str
    path: str
    at_ns: int


@dataclass(frozen=True, slots=True)
class ScenarioEnded:
    """A scenario's verdict; its values are in harness.events.status.

    `wanted` are the numbers of refusals that the author has asked for by name, which the diagnosis needs to know.
    """

    id: str
    verdict: str
    seconds: float
    error: str | None = None
    browser: str = ""
    wanted: tuple[int, ...] = ()
    client: str = ""


@dataclass(frozen=True, slots=True)
class FileUnreadable:
    """A feature file that can't be run as it is written, and why; none of its scenarios has run."""

    file: str
    message: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class FailedOutside:
    """Something in the run that is no scenario has failed: a Python test beside the features."""

    test: str
    message: str


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A process has run its scenarios; `unattributed` counts requests at the mock that no scenario owns."""

    unattributed: Mapping[str, int] = field(default_factory=dict)


Event = (
    RunStarted
    | SystemsReady
    | ScenarioCollected
    | FeatureSource
    | FileNoted
    | ScenarioStarted
    | StepBegun
    | StepEnded
    | OnWire
    | Unsettled
    | FindingMade
    | TraceKept
    | AttachmentKept
    | ScenarioEnded
    | FileUnreadable
    | FailedOutside
    | RunEnded
)

TYPES: Final[Mapping[type, str]] = {
    RunStarted: "run",
    SystemsReady: "systems",
    ScenarioCollected: "collected",
    FeatureSource: "source",
    FileNoted: "note",
    ScenarioStarted: "scenario",
    StepBegun: "step_begun",
    StepEnded: "step",
    FindingMade: "finding",
    TraceKept: "trace",
    AttachmentKept: "attachment",
    ScenarioEnded: "verdict",
    FileUnreadable: "unreadable",
    FailedOutside: "outside",
    RunEnded: "run_end",
}
