"""What was played as Cucumber has it: parsed files, and of each scenario the pickle, whose steps were played."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator

from harness.events.results import RunResult, ScenarioResult
from harness.events.steps import StepResult

MEDIA_TYPE: Final = "text/x.cucumber.gherkin+plain"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Script:
    """One scenario: its pickle, and the part of it that was played; a part for each of the pickle's steps, or fewer."""

    result: ScenarioResult
    pickle: Json
    parts: Sequence[StepResult]


@dataclass(frozen=True, slots=True)
class Document:
    """One feature file, as text and parsed, with the scripts of all its scenarios in the run."""

    uri: str
    text: str
    gherkin: Json
    scripts: Sequence[Script]


def documents(run: RunResult, ids: IdGenerator) -> Iterator[Document]:
    """Every feature file of the run."""
    ordered = sorted(run.scenarios, key=lambda result: result.file)
    for uri, group in groupby(ordered, key=lambda result: result.file):
        results = list(group)
        text = run.sources.get(uri)
        read = _read(uri, text, results, ids) if text is not None else None
        yield read or _retold(uri, results, ids)


def _read(uri: str, text: str, results: Sequence[ScenarioResult], ids: IdGenerator) -> Document | None:
    """From the file's own text; None where that isn't what was played: runs of two versions of a file are merged."""
    try:
        gherkin = _parsed(uri, text, ids)
    except (CompositeParserException, ParserException):
        return None
    lines = _lines(gherkin)
    pickles: dict[int, Any] = {lines[each["astNodeIds"][-1]]: each for each in Compiler(ids).compile(gherkin)}
    used: set[str] = set()
    scripts = []
    for result in results:
        pickle = pickles.get(result.line)
        parts = result.parts
        if pickle is None or [step["text"] for step in pickle["steps"]][: len(parts)] != [one.text for one in parts]:
            return None
        scripts.append(Script(result, _named(pickle, result, ids, again=pickle["id"] in used), parts))
        used.add(pickle["id"])
    return Document(uri, text, gherkin, scripts)


def _retold(uri: str, results: Sequence[ScenarioResult], ids: IdGenerator) -> Document:
    """From what the events tell: the sentences without their tables, in a file that was never written."""
    feature = " ".join(results[0].feature.split())
    lines = [f"Feature: {feature}"]
    for result in results:
        lines.append(f"Scenario: {' '.join(result.name.split())}")
        lines += [f"* {' '.join(part.text.split())}" for part in result.parts]
    text = "\n".join(lines) + "\n"
    gherkin = _parsed(uri, text, ids)
    pickles: Any = Compiler(ids).compile(gherkin)
    scripts = [
        Script(result, _named(pickle, result, ids, again=False), result.parts)
        for result, pickle in zip(results, pickles, strict=True)
    ]
    return Document(uri, text, gherkin, scripts)


def _parsed(uri: str, text: str, ids: IdGenerator) -> Any:  # typed dictionaries of the parser's own
    return {**Parser(AstBuilder(ids)).parse(text), "uri": uri}


def _named(pickle: Json, result: ScenarioResult, ids: IdGenerator, *, again: bool) -> Json:
    """A scenario that was played more than once has a pickle for each time."""
    named = {**pickle, "name": result.name}
    if again:
        steps = [{**step, "id": ids.get_next_id()} for step in pickle["steps"]]
        named |= {"id": ids.get_next_id(), "steps": steps}
    return named


def _lines(node: object) -> dict[str, int]:
    """Where each node of a parsed file stands, by its id."""
    found: dict[str, int] = {}
    if isinstance(node, dict):
        if "id" in node and "location" in node:
            found[node["id"]] = node["location"]["line"]
        for value in node.values():
            found |= _lines(value)
    elif isinstance(node, list):
        for value in node:
            found |= _lines(value)
    return found
