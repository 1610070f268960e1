"""The scenarios of a run, put together again from its event files; what every report starts from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from harness.events.entries import entry_of, is_entry
from harness.events.file import read_events
from harness.events.open_ends import OpenEnds
from harness.events.status import NOT_ENDED, NOT_RUN, PASSED, RED
from harness.events.steps import Attachment, StepResult, steps_of
from harness.wire.exchange import Entry, Exchange

LONGEST_LINE: Final = 10


@dataclass(slots=True)
class ScenarioResult:
    """One scenario as it went."""

    id: str
    name: str
    feature: str
    place: str
    language: str
    switches: str = ""
    bugs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    verdict: str = NOT_ENDED
    seconds: float = 0.0
    error: str | None = None
    browser: str = ""
    client: str = ""
    steps: list[Mapping[str, object]] = field(default_factory=list)
    findings: list[Mapping[str, object]] = field(default_factory=list)
    wire: list[Mapping[str, object]] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    wanted: tuple[int, ...] = ()
    """Refusals that its author has asked for by name."""
    attachments: list[Attachment] = field(default_factory=list)
    written_by: list[int] = field(default_factory=list)
    """How much of the wire had been written down when each step ended."""

    @property
    def file(self) -> str:
        """The feature file that it stands in."""
        return self.place.rpartition(":")[0]

    @property
    def line(self) -> int:
        """Its line there; 0 where its place tells none."""
        line = self.place.rpartition(":")[2]
        return int(line) if line.isdecimal() and len(line) < LONGEST_LINE else 0

    @property
    def entries(self) -> list[Entry]:
        """The wire as the rules read it."""
        return [entry_of(event) for event in self.wire]

    @property
    def exchanges(self) -> list[Exchange]:
        """The requests and answers of the wire, in the order of their numbers."""
        return [entry for entry in self.entries if isinstance(entry, Exchange)]

    @property
    def parts(self) -> list[StepResult]:
        """The steps, each with what it caused on the wire."""
        return steps_of(self.steps, self.entries, self.attachments, written_by=self.written_by)

    wall: str = ""
    at_ns: int = 0
    """When it began, by the calendar and by the clock of its steps and exchanges."""
    attempts: tuple["Attempt", ...] = ()
    """Where runs are merged and this was played in several: each of them, the earliest first."""

    @property
    def failed_step(self) -> Mapping[str, object] | None:
        """The step that ended it, if one did."""
        return next((step for step in self.steps if step["status"] not in (PASSED, NOT_RUN)), None)

    @property
    def red(self) -> bool:
        """Whether its run isn't green because of it."""
        return self.verdict in RED


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a scenario came to in one of the runs that are merged."""

    run: str
    verdict: str


@dataclass(slots=True)
class RunResult:
    """One run, or several that are merged: all scenarios, from all processes."""

    scenarios: list[ScenarioResult] = field(default_factory=list)
    id: str = ""
    started: str = ""
    """When its first process began, as UTC in ISO 8601."""
    profile: str = ""
    backend: str = ""
    bugs: tuple[str, ...] = ()
    unattributed: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    """Feature files that couldn't be collected, and what is wrong with each."""
    outside: dict[str, str] = field(default_factory=dict)
    """What failed and is no scenario."""
    languages: list[str] = field(default_factory=list)
    """Those of the files that couldn't be collected."""
    sources: dict[str, str] = field(default_factory=dict)
    """The feature files, each as it was read."""
    merged: list[str] = field(default_factory=list)
    """The runs of which this is made, the earliest first, where they are several."""
    told_in: str = ""
    """The language that was asked for; "" is the run's own."""
    notes: list[str] = field(default_factory=list)
    """What was mended while feature files were read, each with its file:line."""

    @property
    def green(self) -> bool:
        """Whether nothing failed, and something passed."""
        passed = any(scenario.verdict == PASSED for scenario in self.scenarios)
        return passed and not self.broken

    @property
    def broken(self) -> bool:
        """Whether anything failed."""
        return bool(self.unreadable or self.outside) or any(scenario.red for scenario in self.scenarios)

    @property
    def language(self) -> str:
        """What a report is told in: as asked for, or that of the first scenario, or else of the first file."""
        return self.told_in or next(iter([*(scenario.language for scenario in self.scenarios), *self.languages]), "en")

    @property
    def counts(self) -> Mapping[str, int]:
        """How many scenarios there are of each verdict."""
        return Counter(scenario.verdict for scenario in self.scenarios)


def read_run(paths: Iterable[Path]) -> RunResult:
    """The run that these event files tell of; what was collected and never begun is there, too, as not run."""
    run = RunResult()
    collected: dict[str, ScenarioResult] = {}
    for path in paths:
        add_events(run, read_events(path), collected, folder=path.parent)
    begun = {scenario.id for scenario in run.scenarios}
    run.scenarios += [scenario for id_, scenario in collected.items() if id_ not in begun]
    # Several processes take turns; a reader expects the order of the files.
    order = {id_: number for number, id_ in enumerate(collected)}
    run.scenarios.sort(key=lambda scenario: order.get(scenario.id, len(order)))
    return run


def add_events(
    run: RunResult,
    events: Iterable[Mapping[str, object]],
    collected: dict[str, ScenarioResult] | None = None,
    *,
    folder: Path = Path(),
) -> None:
    """Add what one process wrote; `folder` is where its attachments lie."""
    current: ScenarioResult | None = None
    open_ends = OpenEnds()
    for event in events:
        kind = event["type"]
        if kind == "run":
            run.bugs = tuple(event["bugs"])  # type: ignore[arg-type]  # a JSON array of strings
            run.id = str(event.get("run", ""))
            run.started = min(filter(None, (run.started, str(event.get("started", "")))), default="")
        elif kind == "systems":
            run.profile, run.backend = str(event["profile"]), str(event["backend"])
        elif kind == "scenario":
            open_ends.close(current)
            current = _scenario(event)
            run.scenarios.append(current)
        elif kind == "collected":
            if collected is not None:
                collected[str(event["id"])] = replace(_scenario(event), verdict=NOT_RUN)
        elif kind == "source":
            run.sources[str(event["file"])] = str(event["text"])
        elif kind == "note":
            run.notes.append(f"{event['file']}:{event['line']}: {event['message']}")
        elif kind == "run_end":
            for request, count in dict(event.get("unattributed", {})).items():  # type: ignore[call-overload]  # a JSON object
                run.unattributed[request] = run.unattributed.get(request, 0) + count
        elif kind == "outside":
            run.outside[str(event["test"])] = str(event["message"])
        elif kind == "unreadable":
            run.unreadable[str(event["file"])] = str(event["message"])
            run.languages.append(str(event.get("language", "en")))
        elif current is not None and not open_ends.take(event):
            _add(current, str(kind), event, folder)
    open_ends.close(current)


def _scenario(event: Mapping[str, object]) -> ScenarioResult:
    id_, name, feature, place, lang = (str(event[field]) for field in ("id", "name", "feature", "place", "language"))
    tags: tuple[str, ...] = tuple(event["tags"])  # type: ignore[arg-type]  # a JSON array of strings
    bugs: tuple[str, ...] = tuple(event.get("bugs", ()))  # type: ignore[arg-type]  # a JSON array of strings
    told = ScenarioResult(id_, name, feature, place, lang, str(event.get("switches", "")), bugs, tags)
    return replace(told, wall=str(event.get("wall", "")), at_ns=int(str(event.get("at_ns", 0))))


def _add(scenario: ScenarioResult, kind: str, event: Mapping[str, object], folder: Path) -> None:
    if kind == "step":
        scenario.steps.append({"error": None, **event})
        scenario.written_by.append(len(scenario.wire))
    elif kind == "finding":
        scenario.findings.append(event)
    elif kind == "trace":
        scenario.traces.append(str(event["path"]))
    elif kind == "attachment":
        scenario.attachments.append(Attachment.of(event, folder))
    elif kind == "verdict":
        scenario.verdict = str(event["verdict"])
        scenario.seconds = float(str(event["seconds"]))
        scenario.error = str(event["error"]) if event.get("error") else None
        scenario.browser = str(event.get("browser", ""))
        scenario.wanted = tuple(event.get("wanted", ()))  # type: ignore[arg-type]  # a JSON array of numbers
        scenario.client = str(event.get("client", ""))
    elif is_entry(kind):
        scenario.wire.append(event)
