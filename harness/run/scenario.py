"""One scenario while it runs: its stage, its record, its events, and its conclusion after the last step."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from harness.adapters.recorder import Recorder
from harness.diagnosis.messages import worded
from harness.events.file import EventFile
from harness.events.model import Event, FindingMade, OnWire, ScenarioEnded, ScenarioStarted, StepEnded
from harness.events.results import RunResult, ScenarioResult, add_events
from harness.run.cast import open_stage
from harness.run.rig import Rig
from harness.run.verdict import ScenarioFailed, Verdict, judge
from harness.wire.exchange import Exchange

LANGUAGES = ("uk", "ru", "en")


@dataclass(slots=True)
class Step:
    """A step as the feature has it."""

    keyword: str
    text: str
    line: int


@dataclass(slots=True)
class Told:
    """What a scenario is called and where it stands."""

    id: str
    name: str
    feature: str
    place: str
    language: str
    tags: tuple[str, ...]
    switches: str = ""
    steps: list[Step] = field(default_factory=list)


class RunningScenario:
    """Opens a stage on the rig and writes down everything that happens on it."""

    def __init__(self, rig: Rig, told: Told, events: EventFile, *, browser: Literal["form", "chromium"]) -> None:
        self.told = told
        self._rig = rig
        self._events = events
        self._browser = browser
        self._began = self._step_began = time.monotonic()
        self._done = 0
        self._written: list[Mapping[str, object]] = []
        lang = told.language if told.language in LANGUAGES else "en"
        self._lang = rig.settings.language or lang
        self._write(ScenarioStarted(told.id, told.name, told.feature, told.place, self._lang, told.tags, told.switches))
        self._recorder = Recorder(
            crm=rig.crm,
            api=rig.ready_backend().api,
            client_id=rig.client_id,
            cursor=rig.journal_cursor,
            sink=lambda entry: self._write(OnWire(entry)),
        )
        self._recorder.redactor.know(rig.client_secret)
        self.stage, self._cast = open_stage(rig, self._recorder, lang=lang, browser=browser)

    def step_begins(self) -> None:
        """The clock of the next step starts."""
        self._step_began = time.monotonic()

    def step_ends(self, status: str, error: str | None = None) -> None:
        """A step is over; what it did on the wire is written before it."""
        self._recorder.flush()
        step = self.told.steps[self._done]
        self._done += 1
        seconds = round(time.monotonic() - self._step_began, 4)
        if error is not None and (died := self._obituary()):
            error = f"{error}\n{died}"
        # A library's message may repeat an address or a header as it was.
        error = error and self._recorder.redactor.hide(error)
        self._write(StepEnded(step.keyword, step.text, step.line, status, seconds, error))

    def conclude(self, error: BaseException | None, *, verdict: str = "failed") -> Verdict:
        """Write the rest down and raise if the wire disagrees with green steps."""
        for step in self.told.steps[self._done :]:
            self._write(StepEnded(step.keyword, step.text, step.line, "not_run", 0.0))
        timeline = self._recorder.timeline()
        judged = judge(self.stage, timeline)
        texts = [worded(finding, self._lang) for finding in judged.findings]
        for finding, text in zip(judged.findings, texts, strict=True):
            self._write(FindingMade(finding.cause, text.title, text.happened, text.why, text.change, finding.evidence))
        failure = error or (None if judged.good else ScenarioFailed(judged.complaint(self._lang) or texts[0].title))
        if error is None and (died := self._obituary()):
            failure = ScenarioFailed("\n".join(filter(None, (str(failure) if failure else None, died))))
        self._write(
            ScenarioEnded(
                self.told.id,
                verdict if failure else "passed",
                round(time.monotonic() - self._began, 4),
                self._recorder.redactor.hide(str(failure)) if failure else None,
                self._browser,
            )
        )
        if failure and error is None:
            raise failure
        return judged

    def close(self) -> None:
        """Everybody leaves the stage."""
        self._rig.journal_cursor = self._recorder.cursor
        for request in self._recorder.unattributed:
            self._rig.unattributed[request] = self._rig.unattributed.get(request, 0) + 1
        self._cast.close()
        self._rig.backend.release_users()
        self._rig.scenario_ended()

    def result(self) -> ScenarioResult:
        """The scenario as a report will read it from the event file."""
        run = RunResult()
        add_events(run, self._written)
        return run.scenarios[0]

    def _obituary(self) -> str | None:
        # Whoever dies while answering is gone for its caller a moment before the system says so.
        died = self._rig.backend.obituary(within=0.5 if self._unanswered() else 0)
        return died and self._recorder.redactor.hide(died)

    def _unanswered(self) -> bool:
        return any(exchange.status == 0 for exchange in self._recorder.timeline().every(Exchange))

    def _write(self, event: Event) -> None:
        self._written.append(self._events.write(event))
