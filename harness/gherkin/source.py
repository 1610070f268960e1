"""The text of a feature file before anything runs: what can't be read, and what would be skipped in silence."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from gherkin.dialect import Dialect
from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser

from harness.settings import nearest

# One slip of the pen often makes every later line wrong, too.
MISTAKES_SHOWN: Final = 3
# The languages of our sentences, asked first; whoever writes another one has its name at hand.
LANGUAGES: Final = ("uk", "ru", "en")
_GOT: Final = re.compile(r", got '(.*)'$", re.DOTALL)
_HEADER: Final = re.compile(r"\s*([^\W\d_][\w ]*?)\s*:")

Mistake = tuple[int, str]


class UnreadableFeature(Exception):
    """A feature file that is no feature; `mistakes` has line and message of each."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__(*(message for _, message in mistakes))
        self.mistakes = mistakes


def read_document(path: Path) -> dict[str, Any]:
    """The feature as the parser has it, or UnreadableFeature."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise UnreadableFeature((line, "this is not UTF-8; save the file in this encoding")) from None
    except OSError as error:
        raise UnreadableFeature((1, f"can't be read: {error.strerror}")) from None
    try:
        document: dict[str, Any] = {**Parser().parse(text)}
    except CompositeParserException as error:
        # Without its first line every other one is wrong, too.
        shown = 1 if "#FeatureLine" in str(error.errors[0]) else MISTAKES_SHOWN
        raise UnreadableFeature(*(_worded(one, text) for one in error.errors[:shown])) from None
    except ParserException as error:
        raise UnreadableFeature(_worded(error, text)) from None
    if "feature" not in document:
        raise UnreadableFeature((1, "there is no feature in this file"))
    return document


def swallowed(document: dict[str, Any], path: Path, *, known: Callable[[str], bool]) -> Iterator[Mistake]:
    """Lines that the parser takes for a description because their keyword is mistyped: nobody would miss them.

    `known` tells whether a sentence is a step's.
    """
    feature = document["feature"]
    silent = True
    dialect = _dialect(feature["language"])
    headers = _headers(dialect)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    for node in _nodes(feature):
        after = node["location"]["line"]
        for text in node.get("description", "").splitlines():
            line = next((n for n, it in enumerate(lines[after:], after + 1) if it.strip() == text.strip()), after)
            header = _HEADER.match(text)
            near = get_close_matches(header[1], headers, n=1, cutoff=0.75) if header else []
            if near:
                silent = False
                yield line, f"“{text.strip()}” is no “{near[0]}:”, so it is taken for a description; mend the keyword"
                break
            keyword, _, sentence = text.strip().partition(" ")
            if sentence and known(sentence):
                silent = False
                hint = nearest(keyword, _steps(dialect))
                yield line, f"“{keyword}” begins no step, so “{text.strip()}” is taken for a description; {hint}"
                break
    if silent and not any("scenario" in node for node in _children(feature)):
        yield feature["location"]["line"], "this feature has no scenario, so nothing would be tested"


def scenarios(document: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Name and line of every scenario, those of rules included."""
    for node in _children(document["feature"]):
        if "scenario" in node:
            yield node["scenario"]["name"], node["scenario"]["location"]["line"]


def _children(feature: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for child in feature["children"]:
        yield child
        yield from child.get("rule", {}).get("children", ())


def _nodes(feature: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield feature
    for child in _children(feature):
        yield from child.values()


def _worded(error: ParserException, text: str) -> Mistake:
    line = int(error.location["line"])
    said = str(error).partition(": ")[2]
    if "not supported" in said:
        language = said.rpartition(" ")[2]
        return line, f"there is no language “{language}”; for instance: {', '.join(LANGUAGES)}"
    if "inconsistent cell count" in said:
        return line, "this row has more or fewer cells than the table's first one"
    got = _GOT.search(said)
    if got is None:
        return line, "the file ends too early: something is still missing here"
    return line, f"“{got[1]}” can't stand here; {_hint(got[1], text, before=line, expected=said)}"


def _hint(got: str, text: str, *, before: int, expected: str) -> str:
    header = _HEADER.match(got)
    for language in LANGUAGES:
        if "#Language" in expected and header and header[1] in _dialect(language).feature_keywords:
            return f"write “# language: {language}” above it"
    named = re.search(r"#\s*language\s*:\s*(\S+)", "\n".join(text.splitlines()[:before]))
    dialect = _dialect(named[1] if named else "en")
    if "#FeatureLine" in expected:
        return f"the file must begin with “{dialect.feature_keywords[0]}:”"
    if header and (near := get_close_matches(header[1], _headers(dialect), n=1)):
        return f"did you mean “{near[0]}:”?"
    return f"a step begins with {', '.join(f'“{word}”' for word in _steps(dialect))}"


def _dialect(language: str) -> Dialect:
    dialect = Dialect.for_name(language)
    assert dialect is not None, f"the parser has read “# language: {language}”"
    return dialect


def _headers(dialect: Dialect) -> list[str]:
    return [
        *dialect.scenario_keywords,
        *dialect.scenario_outline_keywords,
        *dialect.background_keywords,
        *dialect.rule_keywords,
        *dialect.examples_keywords,
    ]


def _steps(dialect: Dialect) -> list[str]:
    every = (
        *dialect.given_keywords,
        *dialect.when_keywords,
        *dialect.then_keywords,
        *dialect.and_keywords,
        *dialect.but_keywords,
    )
    return list(dict.fromkeys(word.strip() for word in every if word.strip() != "*"))
