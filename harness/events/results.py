"""The scenarios of a run, put together again from its event files; what every report starts from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from harness.events.file import read_events


@dataclass(slots=True)
class ScenarioResult:
    """One scenario as it went."""

    id: str
    name: str
    feature: str
    place: str
    language: str
    switches: str = ""
    verdict: str = "not_ended"
    seconds: float = 0.0
    error: str | None = None
    browser: str = ""
    steps: list[Mapping[str, object]] = field(default_factory=list)
    findings: list[Mapping[str, object]] = field(default_factory=list)
    wire: list[Mapping[str, object]] = field(default_factory=list)

    @property
    def failed_step(self) -> Mapping[str, object] | None:
        """The step that ended it, if one did."""
        return next((step for step in self.steps if step["status"] not in ("passed", "not_run")), None)


@dataclass(slots=True)
class RunResult:
    """One run: all its scenarios, from all its processes."""

    scenarios: list[ScenarioResult] = field(default_factory=list)
    profile: str = ""
    backend: str = ""
    bugs: tuple[str, ...] = ()
    unattributed: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    """Feature files that couldn't be collected, and what is wrong with each."""

    @property
    def green(self) -> bool:
        """Whether nothing failed, and something passed."""
        return (
            any(scenario.verdict == "passed" for scenario in self.scenarios)
            and not self.unreadable
            and all(scenario.verdict in ("passed", "skipped") for scenario in self.scenarios)
        )


def read_run(paths: Iterable[Path]) -> RunResult:
    """The run that these event files tell of."""
    run = RunResult()
    for path in paths:
        add_events(run, read_events(path))
    return run


def add_events(run: RunResult, events: Iterable[Mapping[str, object]]) -> None:
    """Add what one process wrote."""
    current: ScenarioResult | None = None
    for event in events:
        kind = event["type"]
        if kind == "run":
            run.profile, run.backend = str(event["profile"]), str(event["backend"])
            run.bugs = tuple(event["bugs"])  # type: ignore[arg-type]  # a JSON array of strings
        elif kind == "scenario":
            id_, name, feature, place, lang = (
                str(event[field]) for field in ("id", "name", "feature", "place", "language")
            )
            current = ScenarioResult(id_, name, feature, place, lang, str(event.get("switches", "")))
            run.scenarios.append(current)
        elif kind == "run_end":
            for request, count in dict(event["unattributed"]).items():  # type: ignore[call-overload]  # a JSON object
                run.unattributed[request] = run.unattributed.get(request, 0) + count
        elif kind == "unreadable":
            run.unreadable[str(event["file"])] = str(event["message"])
        elif current is not None:
            _add(current, str(kind), event)


def _add(scenario: ScenarioResult, kind: str, event: Mapping[str, object]) -> None:
    if kind == "step":
        scenario.steps.append(event)
    elif kind == "finding":
        scenario.findings.append(event)
    elif kind == "verdict":
        scenario.verdict = str(event["verdict"])
        scenario.seconds = float(str(event["seconds"]))
        scenario.error = str(event["error"]) if event["error"] else None
        scenario.browser = str(event.get("browser", ""))
    else:
        scenario.wire.append(event)
