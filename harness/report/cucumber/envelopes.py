"""A run as Cucumber messages, one JSON object a line; https://github.com/cucumber/messages has their schema."""

import base64
import json
import platform
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from typing import Final

from gherkin.stream.id_generator import IdGenerator

from harness.events.results import RunResult
from harness.events.status import NOT_RUN, PASSED, UNDEFINED
from harness.events.steps import StepResult
from harness.report.cucumber.scripts import MEDIA_TYPE, Document, Json, Script, documents
from harness.report.cucumber.statuses import hook_status, step_status
from harness.report.headline import headline
from harness.report.moments import UNKNOWN, dated, moment_of
from harness.report.printable import printable
from harness.report.terminal import failure_text

PROTOCOL: Final = "34.2.1"
VERDICT: Final = "amocrm-e2e: verdict"
"""A hook behind the last step: what the wire says of a scenario whose steps have all passed."""


def cucumber_messages(run: RunResult) -> str:
    """The stream."""
    return "".join(json.dumps(envelope, ensure_ascii=False) + "\n" for envelope in _envelopes(run))


def _envelopes(run: RunResult) -> Iterator[Json]:
    ids = IdGenerator()
    files = list(documents(run, ids))
    run_id, hook = ids.get_next_id(), ids.get_next_id()
    yield {"meta": _meta()}
    for file in files:
        yield {"source": {"uri": file.uri, "data": file.text, "mediaType": MEDIA_TYPE}}
        yield {"gherkinDocument": file.gherkin}
    for script in _scripts(files):
        yield {"pickle": script.pickle}
    yield {"hook": {"id": hook, "name": VERDICT, "type": "AFTER_TEST_CASE", "sourceReference": {"uri": "amocrm-e2e"}}}
    began = dated(run.started) if run.started else UNKNOWN
    yield {"testRunStarted": {"id": run_id, "timestamp": _timestamp(began)}}
    last = began
    cases = [_Case(script, ids, hook) for script in _scripts(files)]
    for case in cases:
        yield {"testCase": {**case.declared, "testRunStartedId": run_id}}
    for case in cases:
        yield from case.played(began)
        last = max(last, case.ended(began))
    # Files that couldn't be read and tests beside the features are no scenarios, but the run failed by them.
    told = "\n".join((*run.unreadable.values(), *run.outside.values()))
    finished = {"testRunStartedId": run_id, "timestamp": _timestamp(last), "success": not run.broken}
    yield {"testRunFinished": {**finished, **({"message": printable(told)} if told else {})}}


def _scripts(files: list[Document]) -> Iterator[Script]:
    return (script for file in files for script in file.scripts)


class _Case:
    """A script's test case: its steps are the pickle's, and one more for the verdict."""

    def __init__(self, script: Script, ids: IdGenerator, hook: str) -> None:
        self._result = script.result
        self._parts = script.parts
        self._id, self._started = ids.get_next_id(), ids.get_next_id()
        steps = script.pickle["steps"]
        self._steps: list[Json] = [{"id": ids.get_next_id(), "pickleStepId": step["id"]} for step in steps]
        for step, part in zip(self._steps, self._parts, strict=False):
            if part.status == UNDEFINED:
                step["stepDefinitionIds"] = []
        self._verdict = ids.get_next_id()
        declared = [*self._steps, {"id": self._verdict, "hookId": hook}]
        self.declared: Json = {"id": self._id, "pickleId": script.pickle["id"], "testSteps": declared}

    def played(self, began: datetime) -> Iterator[Json]:
        """From its beginning to its end."""
        result = self._result
        started, ended = self._moment(began, 0), self.ended(began)
        yield {
            "testCaseStarted": {
                "id": self._started,
                "testCaseId": self._id,
                "attempt": 0,
                "timestamp": _timestamp(started),
            }
        }
        moment = started
        for number, step in enumerate(self._steps):
            part = self._parts[number] if number < len(self._parts) else None
            begins = self._moment(began, part.started_ns) if part and part.started_ns else moment
            moment = self._moment(began, part.ended_ns) if part and part.ended_ns else begins
            status = step_status(result, part.status if part else NOT_RUN)
            yield self._begins(step["id"], begins)
            if part:
                yield from self._attachments(step["id"], part, moment)
            yield self._ends(step["id"], moment, status, part.seconds if part else 0.0, part.error if part else None)
        why = failure_text(result, width=100) if result.red else headline(result)
        yield self._begins(self._verdict, ended)
        yield self._ends(self._verdict, ended, hook_status(result), 0.0, None if result.verdict == PASSED else why)
        finished = {"testCaseStartedId": self._started, "timestamp": _timestamp(ended), "willBeRetried": False}
        yield {"testCaseFinished": finished}

    def ended(self, began: datetime) -> datetime:
        """When it was over, as far as that is known."""
        times = [part.ended_ns or part.started_ns for part in self._parts]
        return self._moment(began, max(times, default=0))

    def _moment(self, began: datetime, at_ns: int) -> datetime:
        return max(began, moment_of(self._result, at_ns))

    def _begins(self, step: str, moment: datetime) -> Json:
        told = {"testCaseStartedId": self._started, "testStepId": step, "timestamp": _timestamp(moment)}
        return {"testStepStarted": told}

    def _ends(self, step: str, moment: datetime, status: str, seconds: float, message: str | None) -> Json:
        result: Json = {"status": status, "duration": _duration(seconds)}
        if message:
            result["message"] = printable(message)
        told = {"testCaseStartedId": self._started, "testStepId": step, "timestamp": _timestamp(moment)}
        return {"testStepFinished": {**told, "testStepResult": result}}

    def _attachments(self, step: str, part: StepResult, moment: datetime) -> Iterator[Json]:
        about = {"testCaseStartedId": self._started, "testStepId": step, "timestamp": _timestamp(moment)}
        lines = [
            f"№{one.number} {one.caller} → {one.callee} {one.method} {one.url} → {one.status or '–'}"
            for one in part.exchanges
        ]
        if lines:
            log = {"body": printable("\n".join(lines)), "contentEncoding": "IDENTITY"}
            yield {"attachment": {**about, **log, "mediaType": "text/x.cucumber.log+plain"}}
        for picture in part.attachments:
            if (content := picture.content) is not None:
                body = base64.b64encode(content).decode()
                file = {"body": body, "contentEncoding": "BASE64", "mediaType": picture.media_type}
                yield {
                    "attachment": {
                        **about,
                        **file,
                        "fileName": f"{picture.shows}-{picture.person}{picture.path.suffix}",
                    }
                }


def _meta() -> Json:
    return {
        "protocolVersion": PROTOCOL,
        "implementation": {"name": "amocrm-e2e", "version": version("amocrm-e2e")},
        "runtime": {"name": platform.python_implementation(), "version": platform.python_version()},
        "os": {"name": platform.system(), "version": platform.release()},
        "cpu": {"name": platform.machine()},
    }


def _timestamp(moment: datetime) -> Json:
    return {"seconds": int(moment.timestamp()), "nanos": moment.microsecond * 1000}


def _duration(seconds: float) -> Json:
    nanos = round(seconds * 1e9)
    return {"seconds": nanos // 10**9, "nanos": nanos % 10**9}
