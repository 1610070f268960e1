"""The text of a feature file before anything runs: read once, mended where nobody can see what is wrong, and parsed."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from gherkin.dialect import Dialect
from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser

from harness.gherkin.look_alikes import skeleton
from harness.gherkin.messages import LANGUAGES, say

# One slip of the pen often makes every later line wrong, too.
MISTAKES_SHOWN: Final = 3
_GOT: Final = re.compile(r", got '(.*)'$", re.DOTALL)
_HEADER: Final = re.compile(r"\s*([^\W\d_][\w ]*?)\s*:")
_LANGUAGE: Final = re.compile(r"^\s*#\s*language\s*:\s*(\S+)", re.MULTILINE)
_FENCE: Final = re.compile(r'\s*("""|```)')
# What a keyboard, a chat or a word processor writes instead of a space.
_ODD_SPACES: Final = re.compile(r"[\u00a0\u202f\u2007]")
BOM: Final = "\ufeff"

Mistake = tuple[int, str]


class UnreadableFeature(Exception):
    """A feature file that is no feature; `mistakes` has line and message of each, in the language `lang`."""

    def __init__(self, *mistakes: Mistake, lang: str = "en") -> None:
        super().__init__(*(message for _, message in mistakes))
        self.mistakes = mistakes
        self.lang = lang


@dataclass(frozen=True, slots=True)
class Source:
    """A feature file as it was read. `notes` tells what was mended on the way: line and message of each."""

    path: Path
    lines: tuple[str, ...]
    document: dict[str, Any]
    lang: str
    """The language of what is said about it."""
    notes: tuple[Mistake, ...] = ()

    @property
    def feature(self) -> dict[str, Any]:
        """The parser's feature."""
        feature: dict[str, Any] = self.document["feature"]
        return feature

    @property
    def language(self) -> str:
        """What `# language:` says."""
        return str(self.feature["language"])


def read_source(path: Path, *, lang: str | None = None) -> Source:
    """The feature, or UnreadableFeature; what is wrong is told in the file's own language unless `lang` is given."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise UnreadableFeature((line, say(lang or "en", "not_utf8"))) from None
    except OSError as error:
        raise UnreadableFeature((1, say(lang or "en", "unreadable", reason=error.strerror))) from None
    return source_of(text, path=path, lang=lang)


def source_of(text: str, *, path: Path, lang: str | None = None) -> Source:
    """The feature that this text is."""
    lang = lang or (named if (named := language_of(text)) in LANGUAGES else "en")
    plain, notes = mended(text, lang)
    return Source(path, tuple(plain.split("\n")), _parsed(plain, lang), lang, tuple(notes))


def language_of(text: str, *, otherwise: str = "en") -> str:
    """The language that a file names, or whose keywords it uses; of two it is the first of ours."""
    text = text.removeprefix(BOM)
    lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("@"))
    head = "\n".join(itertools.takewhile(lambda line: line.lstrip().startswith("#"), lines))
    if named := _LANGUAGE.search(head):
        return named[1]
    header = _HEADER.search(text)
    for language in LANGUAGES:
        if header and header[1] in dialect_of(language).feature_keywords:
            return language
    return otherwise


def dialect_of(language: str) -> Dialect:
    """The keywords of a language, English ones where there is none of that name."""
    dialect = Dialect.for_name(language) or Dialect.for_name("en")
    assert dialect is not None
    return dialect


def headers(dialect: Dialect) -> list[str]:
    """Every keyword that stands before a colon, the feature's own aside."""
    return [
        *dialect.scenario_keywords,
        *dialect.scenario_outline_keywords,
        *dialect.background_keywords,
        *dialect.rule_keywords,
        *dialect.examples_keywords,
    ]


def step_words(dialect: Dialect, *, first: bool = False) -> list[str]:
    """Every word that begins a step; `first` leaves those that only continue another one."""
    every = [*dialect.given_keywords, *dialect.when_keywords, *dialect.then_keywords]
    if not first:
        every += [*dialect.and_keywords, *dialect.but_keywords]
    return list(dict.fromkeys(word.strip() for word in every if word.strip() != "*"))


def quoted(words: list[str], lang: str) -> str:
    """Words of a message, each in the quotes of its language."""
    return ", ".join(f"“{word}”" if lang == "en" else f"«{word}»" for word in words)


def told_in(path: Path) -> str:
    """The language in which a file's author is spoken to."""
    try:
        language = language_of(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return "en"
    return language if language in LANGUAGES else "en"


def plain_spaces(text: str) -> Iterator[tuple[int, str, bool]]:
    """Number and text of each line with odd spaces made plain, and whether it had any; values keep theirs.

    Cells and doc strings are somebody's data, where a non-breaking space may be meant.
    """
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        opens = _FENCE.match(line)
        if fence or opens or line.lstrip().startswith("|"):
            indent = len(line) - len(line.lstrip())
            head = _ODD_SPACES.sub(" ", line[:indent])
            yield number, head + line[indent:], head != line[:indent]
            if opens and opens[1] in (fence, fence or opens[1]):
                fence = "" if fence else opens[1]
        else:
            plain = _ODD_SPACES.sub(" ", line)
            yield number, plain, plain != line


def mended(text: str, lang: str) -> tuple[str, list[Mistake]]:
    """The text without what nobody can see, and a note of each such thing."""
    notes = []
    if text.startswith(BOM):
        text = text.removeprefix(BOM)
        notes.append((1, say(lang, "bom")))
    if not _ODD_SPACES.search(text):
        return text, notes
    lines = list(plain_spaces(text))
    notes += [(number, say(lang, "nbsp")) for number, _, odd in lines if odd]
    return "\n".join(line for _, line, _ in lines), notes


def _parsed(text: str, lang: str) -> dict[str, Any]:
    try:
        document: dict[str, Any] = {**Parser().parse(text)}
    except CompositeParserException as error:
        # Without its first line, or its language, every other line is wrong, too.
        first = str(error.errors[0])
        shown = 1 if "#FeatureLine" in first or "not supported" in first else MISTAKES_SHOWN
        raise UnreadableFeature(*(_worded(one, text, lang) for one in error.errors[:shown]), lang=lang) from None
    except ParserException as error:
        raise UnreadableFeature(_worded(error, text, lang), lang=lang) from None
    if "feature" not in document:
        raise UnreadableFeature((1, say(lang, "no_feature")), lang=lang)
    return document


def _worded(error: ParserException, text: str, lang: str) -> Mistake:
    line = int(error.location["line"])
    said = str(error).partition(": ")[2]
    if "not supported" in said:
        language = said.rpartition(" ")[2]
        return line, say(lang, "no_language", language=language, known=", ".join(LANGUAGES))
    if "inconsistent cell count" in said:
        return line, say(lang, "cells")
    got = _GOT.search(said)
    if got is None:
        return line, say(lang, "ends_early")
    return line, say(lang, "misplaced", got=got[1], hint=_hint(got[1], text, before=line, expected=said, lang=lang))


def _hint(got: str, text: str, *, before: int, expected: str, lang: str) -> str:
    header = _HEADER.match(got)
    named = _LANGUAGE.search("\n".join(text.split("\n")[:before]))
    for language in LANGUAGES:
        if "#FeatureLine" in expected and header and header[1] in dialect_of(language).feature_keywords:
            if named:  # a second line would change nothing
                return say(lang, "change_language", named=named[1], language=language)
            return say(lang, "write_language", language=language)
    dialect = dialect_of(named[1] if named else "en")
    if "#FeatureLine" in expected:
        return say(lang, "must_begin", keyword=dialect.feature_keywords[0])
    if header and (near := get_close_matches(header[1], headers(dialect), n=1)):
        return say(lang, "did_you_mean", name=f"{near[0]}:")
    word = got.split(maxsplit=1)[0]
    looks = {skeleton(known): known for known in step_words(dialect)}
    if near := get_close_matches(skeleton(word), looks, n=1, cutoff=0.7):
        return say(lang, "did_you_mean", name=looks[near[0]])
    return say(lang, "steps_begin", words=quoted(step_words(dialect), lang))
