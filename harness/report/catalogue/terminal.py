"""The catalogue for a terminal."""

import re
import textwrap
from collections.abc import Iterator
from typing import Final

from harness.report.catalogue import wording
from harness.report.catalogue.entry import LANGUAGES, Catalogue, Entry
from harness.report.catalogue.messages import say
from harness.report.printable import printable

_PARAMETER: Final = re.compile(r"\{\w*\}")
_BOLD, _SOFT, _VALUE, _END = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"
SENTENCE, BELOW = " " * 4, " " * 8
NARROWEST: Final = 30


def terminal(catalogue: Catalogue, *, lang: str, every: bool = False, width: int = 100, colour: bool = False) -> str:
    """The catalogue in one language or in every one; `lang` is the reader's."""
    lines = list(_lines(catalogue, _Ink(width=max(width, NARROWEST), colour=colour), lang, every=every))
    return "\n".join(lines) + "\n"


class _Ink:
    """Lines of a certain width, with colours or without."""

    def __init__(self, *, width: int, colour: bool) -> None:
        self._width = width
        self._colour = colour

    def lines(self, text: str, *, indent: str = "", style: str = "") -> list[str]:
        """The text, wrapped between words."""
        wrapped = textwrap.wrap(
            printable(text),
            self._width,
            initial_indent=indent,
            subsequent_indent=indent + "  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [self.styled(line, style) for line in wrapped]

    def sentence(self, text: str, *, indent: str) -> list[str]:
        """A sentence with its parameters standing out."""
        return [
            _PARAMETER.sub(lambda found: self.styled(found[0], _VALUE), line)
            for line in self.lines(text, indent=indent)
        ]

    def styled(self, text: str, style: str) -> str:
        return f"{style}{text}{_END}" if self._colour and style else text


def _lines(catalogue: Catalogue, ink: _Ink, lang: str, *, every: bool) -> Iterator[str]:
    yield from ink.lines(say(lang, "title"), style=_BOLD)
    yield from ink.lines(wording.counted(catalogue, lang))
    legend = wording.legend(catalogue, lang)
    widest = max((len(sign) for sign, _ in legend), default=0)
    for sign, meaning in legend:
        yield from ink.lines(f"{sign:<{widest}}  {meaning}", indent="  ", style=_SOFT)
    for keyword, topics in catalogue.sections():
        yield ""
        yield from ink.lines(wording.heading(catalogue, keyword, lang, every=every).upper(), style=_BOLD)
        for key, entries in topics:
            yield ""
            yield from ink.lines(wording.topic(catalogue, key, lang, every=every), indent="  ", style=_BOLD)
            for entry in entries:
                yield ""
                yield from _entry(catalogue, entry, ink, lang, every=every)


def _entry(catalogue: Catalogue, entry: Entry, ink: _Ink, lang: str, *, every: bool) -> Iterator[str]:
    own = entry.language(lang)
    for each in [one for one in LANGUAGES if one in entry.texts] if every else [own]:
        code = f"{each}  " if every else ""
        yield from ink.sentence(code + entry.texts[each], indent=SENTENCE)
    if example := wording.example(catalogue, entry, lang):
        yield from ink.lines(example.lines[0], indent=BELOW)
        # A table or a text keeps its shape.
        yield from (BELOW + printable(line) for line in example.lines[1:])
    if entry.summary and (lang == "en" or every):
        yield from ink.lines(entry.summary, indent=BELOW, style=_SOFT)
    if below := wording.below(entry, lang):
        yield from ink.lines(below, indent=BELOW, style=_SOFT)
    facts = (wording.also_after(catalogue, entry, lang), wording.used(entry, lang))
    yield from ink.lines("; ".join(filter(None, facts)), indent=BELOW, style=_SOFT)
