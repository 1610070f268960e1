"""The rows of a Gherkin table with their columns under each other, by what a character takes on the screen."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from harness.cells import width

# Sums and counts stand under each other by their last digit; a telephone number, with its +, is no sum.
_NUMBER: Final = re.compile(r"-?\d[\d\u00a0\u202f _']*([.,]\d+)?\s?%?")


def aligned(rows: Sequence[str]) -> list[str]:
    """The same rows with the same cells; what is escaped stays as its author has escaped it."""
    table = [_cells(row) for row in rows]
    columns = list(zip_longest(*(cells for cells, _ in table), fillvalue=""))
    widths = [max(map(width, column)) for column in columns]
    numeric = [_numeric(column) for column in columns]
    lines = []
    for cells, rest in table:
        padded = [
            _padded(cell, widths[place], right=numeric[place] and _NUMBER.fullmatch(cell) is not None)
            for place, cell in enumerate(cells)
        ]
        lines.append(" ".join(filter(None, ("|" + "".join(f" {cell} |" for cell in padded), rest))))
    return lines


def _cells(row: str) -> tuple[list[str], str]:
    """The cells as they are written, and what stands behind the last one: the parser skips that, its author may not."""
    _, *cells, rest = (part.strip() for part in _parts(row))
    return cells, rest


def _parts(row: str) -> list[str]:
    """What stands between the bars that aren't escaped."""
    parts, start, place = [], 0, 0
    while place < len(row):
        if row[place] == "|":
            parts.append(row[start:place])
            start = place + 1
        # Whatever follows a backslash belongs to it.
        place += 1 + (row[place] == "\\")
    return [*parts, row[start:]]


def _numeric(column: Sequence[str]) -> bool:
    """Whether there is nothing but numbers in it, the header aside."""
    body = [cell for cell in column[1:] if cell]
    return bool(body) and all(_NUMBER.fullmatch(cell) for cell in body)


def _padded(cell: str, wanted: int, *, right: bool) -> str:
    space = " " * (wanted - width(cell))
    return space + cell if right else cell + space
