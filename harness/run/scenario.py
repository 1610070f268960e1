"""One scenario while it runs: its stage, its record, its events, and its conclusion after the last step."""

import datetime
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pytest_bdd.parser import Step

from harness.adapters.chromium_trace import ScenarioTrace
from harness.adapters.recorder import Recorder
from harness.events.file import EventFile
from harness.events.model import (
    AttachmentKept,
    Event,
    OnWire,
    ScenarioEnded,
    ScenarioStarted,
    StepBegun,
    StepEnded,
    TraceKept,
    Unsettled,
)
from harness.events.results import RunResult, ScenarioResult, add_events
from harness.events.status import FAILED, NOT_RUN, PASSED, RED
from harness.gherkin.item import Case, Problem
from harness.gherkin.messages import nearest, say
from harness.ports import Stage
from harness.proof.catalogue import switches
from harness.report.findings import told_findings
from harness.run.cast import ScenarioCast, open_stage
from harness.run.meanwhile import Meanwhile
from harness.run.options import Options
from harness.run.pictures import pictures_of
from harness.run.rig import Rig
from harness.run.verdict import ScenarioFailed, judge
from harness.wire.exchange import Exchange


@dataclass(frozen=True, slots=True)
class _Opened:
    """The systems of a scenario that needs them."""

    rig: Rig
    recorder: Recorder
    stage: Stage
    cast: ScenarioCast
    meanwhile: Meanwhile


class RunningScenario:
    """Writes down everything that happens in a scenario; its stage opens when a step first asks for it."""

    def __init__(
        self, case: Case, *, test_id: str, events: EventFile, options: Options, lang: str, rig: Callable[[], Rig]
    ) -> None:
        self.case = case
        self.lang = lang
        self.status = PASSED
        self.error: str | None = None
        self._rig = rig
        self._events = events
        self._browser = options.browser_for(case.tags)
        self._client = options.client
        self._bugs = options.bugs
        self._began = time.monotonic()
        self._step_began = 0
        self._steps = iter(case.scenario.steps)
        self._step: Step | None = None
        self._known: list[str] = []
        self._wanted: tuple[int, ...] = ()
        self._written: list[Mapping[str, object]] = []
        self._opened: _Opened | None = None
        in_chromium = self._browser == "chromium" or self._client == "web"
        folder = options.watched.traces if in_chromium else None
        self._trace = ScenarioTrace(folder, name=Path(case.place).name) if folder else None
        feature = case.scenario.feature.name or case.place.rpartition(":")[0]
        tags = tuple(sorted(case.tags))
        self._write(
            ScenarioStarted(
                *(test_id, case.name, feature, case.place, lang, tags, options.switches_for(case.tags), options.bugs),
                wall=datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
                at_ns=time.monotonic_ns(),
            )
        )
        self._id = test_id

    @property
    def stage(self) -> Stage:
        """The scenario's stage, with nobody on it at first."""
        if self._opened is None:
            rig = self._rig()
            recorder = Recorder(
                crm=rig.crm,
                api=rig.ready_backend(switches(self._bugs)).api,
                client_id=rig.client_id,
                cursor=rig.journal_cursor,
                sink=lambda entry: self._write(OnWire(entry)),
            )
            recorder.redactor.know(rig.client_secret, *rig.backend.secrets)
            stage, cast = open_stage(
                rig, recorder, lang=self.lang, client=self._client, browser=self._browser, trace=self._trace
            )
            meanwhile = Meanwhile(lambda: self._keep_up(recorder))
            self._opened = _Opened(rig, recorder, stage, cast, meanwhile)
        return self._opened.stage

    def step_begins(self) -> None:
        """The clock of the next step starts."""
        self._step_began = time.monotonic_ns()
        self._step = step = next(self._steps)
        self._write(StepBegun(step.keyword.strip(), self._sought(step.name), step.line_number, self._step_began))
        self._known = self._people()
        if self._trace:
            self._trace.step_begins(f"{step.keyword.strip()} {step.name}")

    def step_ends(self, status: str, error: str | None = None) -> None:
        """The step is over; what it did on the wire is written before it."""
        step, self._step = self._step, None
        assert step is not None, "a step ends that never began"
        if self._opened:
            self._opened.recorder.flush()
        if self._trace:
            self._trace.step_ends()
        ended = time.monotonic_ns()
        if error is not None:
            error = "\n".join(filter(None, (error, self._stranger(), self._obituary())))
        if status == FAILED:
            self._take_pictures()
        self._write_step(step, status, error, began=self._step_began, ended=ended)

    def cannot_be_played(self, problems: Mapping[int, Problem], status: str) -> None:
        """Write down the steps that can't be taken; no other one is."""
        for number, step in enumerate(self._steps):
            problem = problems.get(number)
            status_of_step, error = (problem.status, problem.message) if problem else (NOT_RUN, None)
            self._write_step(step, status_of_step, error)
        self.status, self.error = status, "\n".join(problem.message for problem in problems.values())

    def conclude(self, error: str | None, *, status: str = FAILED) -> None:
        """Write the rest down; raise if the wire disagrees with steps that ended well, or with a skip."""
        if self._step is not None:
            self.step_ends(status, error)
        for step in self._steps:
            self._write_step(step, NOT_RUN)
        self.status, self.error = (PASSED, None) if error is None else (status, self._hidden(error))
        found = self._found(ended=error is None)
        if found and self.status != FAILED:
            self._take_pictures()
            self.status, self.error = FAILED, self._hidden(found)
            raise ScenarioFailed(found)

    def end(self, verdict: str, error: str | None) -> None:
        """The last word."""
        seconds = round(time.monotonic() - self._began, 4)
        self.status = verdict
        if self._trace and self._opened and verdict in RED:
            for path in self._trace.keep(self._opened.recorder.redactor):
                self._write(TraceKept(str(path)))
        ended = ScenarioEnded(
            self._id, verdict, seconds, self._hidden(error), self._browser, self._wanted, self._client
        )
        self._write(ended)

    def close(self) -> None:
        """Everybody leaves the stage."""
        if self._opened is None:
            return
        rig, recorder = self._opened.rig, self._opened.recorder
        self._opened.meanwhile.end()
        rig.journal_cursor = recorder.cursor
        for request in recorder.unattributed:
            rig.unattributed[request] = rig.unattributed.get(request, 0) + 1
        self._opened.cast.close()
        rig.backend.release_users()
        rig.scenario_ended()

    def result(self) -> ScenarioResult:
        """The scenario as a report will read it from the event file."""
        run = RunResult()
        add_events(run, self._written)
        return run.scenarios[0]

    def _people(self) -> list[str]:
        return list(self._opened.stage.people) if self._opened else []

    def _stranger(self) -> str | None:
        """Whoever appeared in the step that failed may be somebody else, misspelt."""
        for name in self._people():
            if name not in self._known and get_close_matches(name, self._known, n=1, cutoff=0.6):
                return say(self.lang, "new_person", name=name, hint=nearest(self.lang, name, self._known))
        return None

    def _found(self, *, ended: bool) -> str:
        """What the wire says: causes are written down, and their titles or what is wrong without one is answered."""
        if self._opened is None:
            return ""
        judged = judge(self._opened.stage, self._opened.recorder.timeline(), ended=ended)
        self._wanted = judged.wanted
        causes = told_findings(judged.findings, self.lang)
        for cause in causes:
            self._write(cause)
        found = "" if judged.good else judged.complaint(self.lang) or causes[0].title
        died = self._obituary() if ended else None
        return "\n".join(filter(None, (found, died)))

    def _hidden(self, text: str | None) -> str | None:
        # A library's message may repeat an address or a header as it was.
        return self._opened.recorder.redactor.hide(text) if text and self._opened else text

    def _sought(self, sentence: str) -> str:
        return self._opened.recorder.redactor.seek(sentence) if self._opened else sentence

    def _obituary(self) -> str | None:
        if self._opened is None:
            return None
        # Whoever dies while answering is gone for its caller a moment before the system says so.
        exchanges = self._opened.recorder.timeline().every(Exchange)
        unanswered = any(exchange.status == 0 and exchange.callee == "backend" for exchange in exchanges)
        return self._hidden(self._opened.rig.backend.obituary(within=0.5 if unanswered else 0))

    def _keep_up(self, recorder: Recorder) -> None:
        recorder.tell_unsettled(lambda entry: self._events.write(Unsettled(entry)))

    def _take_pictures(self) -> None:
        """What people see now is kept beside the events."""
        if self._opened is None:
            return
        for shows, person, picture in pictures_of(self._opened.stage.people.values()):
            digest, path = self._events.keep(picture, suffix=".png")
            self._write(AttachmentKept(shows, person, "image/png", digest, path, time.monotonic_ns()))

    def _write_step(self, step: Step, status: str, error: str | None = None, *, began: int = 0, ended: int = 0) -> None:
        table = step.datatable.raw() if step.datatable else ()
        self._write(
            StepEnded(
                keyword=step.keyword.strip(),
                text=self._sought(step.name),
                line=step.line_number,
                status=status,
                seconds=round((ended - began) / 1e9, 4),
                error=self._hidden(error),
                started_ns=began,
                ended_ns=ended,
                table=tuple(tuple(self._hidden(str(cell)) or "" for cell in row) for row in table),
                docstring=self._hidden(step.docstring) or "",
            )
        )

    def _write(self, event: Event) -> None:
        self._written.append(self._events.write(event))
