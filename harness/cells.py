"""How much room a text takes on a terminal or in an editor: two cells for a wide character, none for one that joins."""

import unicodedata
from collections.abc import Iterator
from typing import Final

_ZERO_WIDTH: Final = ("Mn", "Me", "Cf")


def width(text: str) -> int:
    """In cells."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def clipped(text: str, room: int) -> str:
    """As much of it as there is room for, with … for the rest."""
    if width(text) <= room:
        return text
    kept, used = [], 1  # the … itself
    for char in text:
        used += _cells(char)
        if used > room:
            break
        kept.append(char)
    return "".join(kept) + "…" if room > 0 else ""


def padded(text: str, room: int) -> str:
    """With spaces behind it, up to this width."""
    return text + " " * (room - width(text))


def wrapped(text: str, room: int, *, first: str = "", rest: str = "") -> list[str]:
    """In lines, broken at spaces alone; an address that is longer than a line stays whole."""
    return list(_lines(text.split(), room, first, rest))


def _lines(words: list[str], room: int, first: str, rest: str) -> Iterator[str]:
    line, empty = first, True
    for word in words:
        more = word if empty else f" {word}"
        if not empty and width(line) + width(more) > room:
            yield line
            line, more = rest, word
        line += more
        empty = False
    if not empty:
        yield line


def _cells(char: str) -> int:
    if unicodedata.category(char) in _ZERO_WIDTH:
        return 0
    return 1 + (unicodedata.east_asian_width(char) in "WF")
