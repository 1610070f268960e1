"""A run as Allure results: a folder with a file for each scenario, which `allure generate` makes a site of."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any, Final

from harness.events.results import RunResult, ScenarioResult
from harness.events.status import (
    AMBIGUOUS,
    EXPECTED_FAILURE,
    FAILED,
    NOT_ENDED,
    NOT_RUN,
    PASSED,
    PASSED_ON_RETRY,
    PENDING,
    SKIPPED,
    UNDEFINED,
)
from harness.events.steps import StepResult
from harness.report.headline import headline
from harness.report.moments import milliseconds, moment_of
from harness.report.printable import printable
from harness.report.terminal import failure_text
from harness.wire.exchange import Exchange

Json = dict[str, Any]

# "broken" is a test that couldn't be judged; a scenario nobody understands or that was cut off is one.
STATUSES: Final[Mapping[str, str]] = {
    PASSED: "passed",
    FAILED: "failed",
    UNDEFINED: "broken",
    AMBIGUOUS: "broken",
    NOT_ENDED: "broken",
    PASSED_ON_RETRY: "failed",
    PENDING: "skipped",
    SKIPPED: "skipped",
    EXPECTED_FAILURE: "skipped",
    NOT_RUN: "skipped",
}


def allure(run: RunResult) -> Mapping[str, str | bytes]:
    """The files of the folder by their names; the same run has the same names, whenever they are made."""
    files: dict[str, str | bytes] = {}
    for number, result in enumerate(run.scenarios):
        id_ = str(uuid.UUID(_hash(number, result.id, result.bugs)))
        files[f"{id_}-result.json"] = json.dumps(_result(result, id_, files), ensure_ascii=False, indent=1) + "\n"
    for path, message in (*run.unreadable.items(), *run.outside.items()):
        id_ = str(uuid.UUID(_hash(path)))
        files[f"{id_}-result.json"] = json.dumps(_broken(path, message, id_), ensure_ascii=False, indent=1) + "\n"
    return files


def _result(result: ScenarioResult, id_: str, files: dict[str, str | bytes]) -> Json:
    start = milliseconds(moment_of(result, 0))
    details: Json = {}
    if result.verdict != PASSED:
        details = {
            "message": printable(headline(result)),
            "trace": failure_text(result, width=100) if result.red else "",
            "flaky": result.verdict == PASSED_ON_RETRY,
            "known": result.verdict == EXPECTED_FAILURE,
        }
    return {
        "uuid": id_,
        "historyId": _hash(result.id, result.bugs, result.browser),
        "testCaseId": _hash(result.id),
        "fullName": result.id,
        "name": result.name,
        "status": STATUSES[result.verdict],
        "statusDetails": details,
        "stage": "pending" if result.verdict == NOT_RUN else "finished",
        "start": start,
        "stop": start + round(result.seconds * 1000),
        "labels": _labels(result),
        "parameters": [{"name": "browser", "value": result.browser}] if result.browser else [],
        "steps": [_step(result, part, files) for part in result.parts],
        "attachments": [],
    }


def _labels(result: ScenarioResult) -> list[Json]:
    told = [
        ("framework", "amocrm-e2e"),
        ("feature", result.feature),
        ("suite", result.feature),
        ("package", result.file),
        ("verdict", result.verdict),
        *(("tag", tag) for tag in result.tags),
        *(("tag", f"bug:{bug}") for bug in result.bugs),
    ]
    return [{"name": name, "value": value} for name, value in told]


def _step(result: ScenarioResult, part: StepResult, files: dict[str, str | bytes]) -> Json:
    start = milliseconds(moment_of(result, part.started_ns))
    expected = result.verdict == EXPECTED_FAILURE and part.status == FAILED
    return {
        "name": f"{part.keyword} {part.text}",
        "status": STATUSES[EXPECTED_FAILURE if expected else part.status],
        "statusDetails": {"message": printable(part.error)} if part.error else {},
        "stage": "finished",
        "start": start,
        "stop": start + round(part.seconds * 1000),
        "steps": [_exchange(result, exchange, files) for exchange in part.exchanges],
        "attachments": [
            _attached(f"{picture.shows}: {picture.person}", content, picture.media_type, files)
            for picture in part.attachments
            if (content := picture.content) is not None
        ],
        "parameters": [],
    }


def _exchange(result: ScenarioResult, exchange: Exchange, files: dict[str, str | bytes]) -> Json:
    start = moment_of(result, exchange.started_ns)
    told = f"№{exchange.number} {exchange.caller} → {exchange.callee} {exchange.method} {exchange.url}"
    return {
        "name": f"{told} → {exchange.status or '–'}",
        # A refusal may be what the scenario wants; only a step is passed or failed.
        "status": "passed",
        "stage": "finished",
        "start": milliseconds(start),
        "stop": milliseconds(moment_of(result, exchange.ended_ns)),
        "steps": [],
        "attachments": [_attached("exchange", printable(_text(exchange)).encode(), "text/plain", files)],
        "parameters": [],
    }


def _text(exchange: Exchange) -> str:
    sides = (
        (f"{exchange.method} {exchange.url}", exchange.request),
        (str(exchange.status or "no answer"), exchange.response),
    )
    return "\n\n".join(
        "\n".join([first, *(f"{name}: {value}" for name, value in message.headers.items()), "", message.body])
        for first, message in sides
    )


def _attached(name: str, content: bytes, media_type: str, files: dict[str, str | bytes]) -> Json:
    suffix = {"text/plain": ".txt", "image/png": ".png", "image/svg+xml": ".svg"}.get(media_type, "")
    source = f"{hashlib.sha256(content).hexdigest()[:32]}-attachment{suffix}"
    files[source] = content
    return {"name": name, "source": source, "type": media_type}


def _broken(path: str, message: str, id_: str) -> Json:
    return {
        "uuid": id_,
        "historyId": _hash(path),
        "fullName": path,
        "name": path,
        "status": "broken",
        "statusDetails": {"message": printable(message.partition("\n")[0]), "trace": printable(message)},
        "stage": "finished",
        "labels": [{"name": "framework", "value": "amocrm-e2e"}, {"name": "suite", "value": path}],
        "steps": [],
        "attachments": [],
        "parameters": [],
    }


def _hash(*words: object) -> str:
    return hashlib.sha256(" ".join(map(str, words)).encode("utf-8", "replace")).hexdigest()[:32]
