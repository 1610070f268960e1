"""A run as Cucumber's older JSON, which Jenkins and many report generators read."""

import base64
import json
from collections.abc import Iterator
from typing import Any

from gherkin.stream.id_generator import IdGenerator

from harness.events.results import RunResult, ScenarioResult
from harness.events.status import NOT_RUN, PASSED
from harness.events.steps import StepResult
from harness.report.cucumber.envelopes import VERDICT
from harness.report.cucumber.scripts import Document, Json, Script, documents
from harness.report.cucumber.statuses import hook_status, step_status
from harness.report.headline import headline
from harness.report.moments import iso, moment_of
from harness.report.printable import printable
from harness.report.terminal import failure_text


def cucumber_json(run: RunResult) -> str:
    """A list of features, each with its scenarios; rows of examples are scenarios of their own."""
    features = [_feature(file) for file in documents(run, IdGenerator())]
    return json.dumps(features, ensure_ascii=False, indent=1) + "\n"


def _feature(file: Document) -> Json:
    feature = file.gherkin["feature"]
    return {
        "uri": file.uri,
        "id": file.uri,
        "keyword": feature["keyword"],
        "name": feature["name"],
        "description": feature["description"],
        "line": feature["location"]["line"],
        "tags": _tags(feature["tags"]),
        "elements": [_element(script, feature) for script in file.scripts],
    }


def _element(script: Script, feature: Json) -> Json:
    result = script.result
    written = {node["id"]: node for node in _nodes(feature) if "id" in node}
    scenario = written[script.pickle["astNodeIds"][0]]
    return {
        "id": result.id,
        "type": "scenario",
        "keyword": scenario["keyword"],
        "name": result.name,
        "description": scenario["description"],
        "line": result.line,
        "tags": [{"name": f"@{tag}"} for tag in result.tags],
        "start_timestamp": iso(moment_of(result, 0)),
        "steps": [
            _step(result, step, written[step["astNodeIds"][0]], _played(script, number), result.file)
            for number, step in enumerate(script.pickle["steps"])
        ],
        "after": [{"match": {"location": VERDICT}, "result": _verdict(result)}],
    }


def _played(script: Script, number: int) -> StepResult | None:
    return script.parts[number] if number < len(script.parts) else None


def _step(result: ScenarioResult, pickled: Json, written: Json, part: StepResult | None, file: str) -> Json:
    status = step_status(result, part.status if part else NOT_RUN).lower()
    told: Json = {"status": status}
    if part:
        told["duration"] = round(part.seconds * 1e9)
    if part and part.error:
        told["error_message"] = printable(part.error)
    line = written["location"]["line"]
    step: Json = {
        "keyword": written["keyword"],
        "name": pickled["text"],
        "line": line,
        "match": {"location": f"{file}:{line}"},
        "result": told,
    }
    argument = pickled.get("argument", {})
    if table := argument.get("dataTable"):
        step["rows"] = [{"cells": [cell["value"] for cell in row["cells"]]} for row in table["rows"]]
    if doc := argument.get("docString"):
        step["doc_string"] = {
            "value": doc["content"],
            "content_type": doc.get("mediaType", ""),
            "line": written["docString"]["location"]["line"],
        }
    if pictures := [
        {"mime_type": picture.media_type, "data": base64.b64encode(content).decode()}
        for picture in (part.attachments if part else ())
        if (content := picture.content) is not None
    ]:
        step["embeddings"] = pictures
    return step


def _verdict(result: ScenarioResult) -> Json:
    told: Json = {"status": hook_status(result).lower(), "duration": 0}
    if result.verdict != PASSED:
        told["error_message"] = failure_text(result, width=100) if result.red else printable(headline(result))
    return told


def _tags(tags: list[Json]) -> list[Json]:
    return [{"name": tag["name"], "line": tag["location"]["line"]} for tag in tags]


def _nodes(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)
