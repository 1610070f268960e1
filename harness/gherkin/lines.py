"""What the official parser takes each line of a feature file for: a step, a row, a comment, a line of a description."""

import re
from dataclasses import dataclass, replace
from typing import Any, Final

from gherkin.ast_builder import AstBuilder
from gherkin.parser import Parser
from gherkin.token import Token

from harness.gherkin.source import BOM, plain_spaces

TITLES: Final = ("FeatureLine", "RuleLine", "BackgroundLine", "ScenarioLine", "ExamplesLine")
TEXT: Final = "Text"
"""A line of a description."""
QUOTED: Final = "Quoted"
"""A line of a doc string, or the marks below it."""
TAB: Final = 4
# A value in a sentence; an apostrophe inside a word opens none.
_VALUE: Final = re.compile(r""""[^"\n]*"|(?<!\w)'[^'\n]*'(?!\w)""")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` without its indentation, `gap` tells that there was an empty one above it."""

    kind: str
    text: str
    indent: int = 0
    gap: bool = False


class _Recorder(AstBuilder):
    """Builds the document, and keeps every token on the way."""

    def reset(self) -> None:
        super().reset()
        self.tokens: list[Token] = []

    def build(self, token: Token) -> None:
        self.tokens.append(token)
        super().build(token)


def read_lines(text: str) -> tuple[dict[str, Any], list[Line]]:
    """The document as the parser has it, and its lines; empty ones live on as gaps."""
    text = _plain(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix(BOM))
    recorder = _Recorder()
    document: dict[str, Any] = {**Parser(recorder).parse(text)}
    lines: list[Line] = []
    fence: int | None = None
    gap = False
    for token, raw in zip(recorder.tokens, text.split("\n"), strict=False):
        kind = str(vars(token)["matched_type"])
        indent = len(raw) - len(raw.lstrip())
        if fence is not None:
            closes = kind == "DocStringSeparator"
            content = raw.strip() if closes else raw[fence:] if fence <= indent else raw.lstrip()
            lines.append(Line(QUOTED, content))
            fence = None if closes else fence
            continue
        if kind == "EOF":
            break
        if kind == "Empty":
            gap = True
            continue
        if kind == "DocStringSeparator":
            fence = indent
        lines.append(
            Line(TEXT if kind == "Other" else kind, _written(token, raw), len(raw[:indent].expandtabs(TAB)), gap)
        )
        gap = False
    return document, _descriptions(lines)


def meaning(document: object) -> object:
    """What a document says, wherever its lines stand: how far a description is indented says nothing."""
    if isinstance(document, list):
        return [meaning(item) for item in document]
    if not isinstance(document, dict):
        return document
    said = {key: meaning(value) for key, value in document.items() if key not in ("id", "location")}
    if "description" in said:
        lines = (line.strip() for line in document["description"].split("\n"))
        said["description"] = "\n".join(lines).strip("\n")
    if set(said) == {"text"}:  # a comment
        said["text"] = document["text"].strip()
    return said


def _plain(text: str) -> str:
    """As the run reads it; only a quoted value keeps its non-breaking spaces."""
    lines = []
    for (_, plain, _), raw in zip(plain_spaces(text), text.split("\n"), strict=True):
        kept = {at: raw[at] for value in _VALUE.finditer(raw) for at in range(*value.span())}
        lines.append("".join(kept.get(at, char) for at, char in enumerate(plain)) if kept else plain)
    return "\n".join(lines)


def _written(token: Token, raw: str) -> str:
    """The line as it is to be written."""
    kind, keyword, text = (vars(token)[f"matched_{name}"] for name in ("type", "keyword", "text"))
    stripped = raw.strip()
    if kind == "Language":
        return f"# language: {text}"
    if kind == "TagLine":
        comment = re.search(r"\s#.*", stripped)
        tags = " ".join(item["text"] for item in vars(token)["matched_items"])
        return f"{tags} {comment[0].strip()}" if comment else tags
    if kind in TITLES:
        return f"{keyword}: {text}".rstrip()
    if kind == "StepLine":
        # Not every language parts the keyword from the sentence; the blank of a keyword alone makes it one.
        blank = " " * (not keyword.endswith(" ") and raw.lstrip()[len(keyword) :][:1].isspace() and bool(text))
        return f"{keyword}{blank}{text}"
    return stripped


def _descriptions(lines: list[Line]) -> list[Line]:
    """Empty lines inside a description belong to it, those around it are gaps; it keeps its own steps to the right."""
    texts: dict[int, list[int]] = {}
    titles: list[int] = []
    for at, line in enumerate(lines):
        titles.append(at if line.kind in TITLES or not titles else titles[-1])
        if line.kind == TEXT and line.text:
            texts.setdefault(titles[at], []).append(at)
    found: list[Line] = []
    gap = False
    for at, line in enumerate(lines):
        own = texts.get(titles[at], [])
        if line.kind == TEXT and not line.text:
            if own and own[0] < at < own[-1]:
                found.append(line)
            else:
                gap = True
            continue
        text = line.text
        if line.kind == TEXT:
            text = " " * (line.indent - min(lines[place].indent for place in own)) + text
        found.append(replace(line, text=text, gap=line.gap or gap))
        gap = False
    return found
