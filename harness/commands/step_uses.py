"""Where the steps of some features say what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from harness.gherkin.source import Source

_HOLE: Final = re.compile(r"<([^<>]+)>")
# What the parser's kinds of keyword stand for; of any other, as "And", the step before it decides.
_KINDS: Final = {"Context": "given", "Action": "when", "Outcome": "then"}
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A step with its outline filled in; `below` has the lines of its table or text as they are written."""

    kind: str
    text: str
    place: str
    lang: str
    below: tuple[str, ...]
    outlined: bool


def said(source: Source, *, shown: str) -> Iterator[Said]:
    """Every step of a feature, of an outline once for each row."""
    for node in _nodes(source.feature):
        rows = list(_rows(node)) or [{}]
        kind = ""
        for step in node["steps"]:
            kind = _KINDS.get(step["keywordType"], kind)
            place = f"{shown}:{step['location']['line']}"
            below = tuple(_below(step, source))
            for text in dict.fromkeys(_filled(step["text"], row) for row in rows):
                yield Said(kind, text, place, source.language, below, text != step["text"])


def _nodes(parent: Node) -> Iterator[Node]:
    """Whatever has steps."""
    for child in parent["children"]:
        if "rule" in child:
            yield from _nodes(child["rule"])
        else:
            yield child.get("background") or child["scenario"]


def _rows(scenario: Node) -> Iterator[dict[str, str]]:
    for examples in scenario.get("examples", ()):
        if "tableHeader" in examples:
            names = [cell["value"] for cell in examples["tableHeader"]["cells"]]
            for row in examples["tableBody"]:
                yield dict(zip(names, (cell["value"] for cell in row["cells"]), strict=True))


def _filled(text: str, row: dict[str, str]) -> str:
    return _HOLE.sub(lambda hole: row.get(hole[1], hole[0]), text)


def _below(step: Node, source: Source) -> Iterator[str]:
    for row in step.get("dataTable", {}).get("rows", ()):
        yield source.lines[row["location"]["line"] - 1].strip()
    if "docString" in step:
        text = step["docString"]
        yield text["delimiter"] + text.get("mediaType", "")
        yield from text["content"].split("\n")
        yield text["delimiter"]
