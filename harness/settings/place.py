"""Where a setting stands in its file, so that a message can name the line."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_HEADER: Final = re.compile(r"\s*\[\[?([^\[\]=]+)\]\]?\s*(?:#.*)?$")
_ASSIGNMENT: Final = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def place(path: Path | None, key: str) -> str:
    """`file:line` of a dotted key; the file alone when the line can't be told."""
    if path is None:
        return "the built-in settings"
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return str(path)
    line = line_of(lines, key)
    return f"{path}:{line}" if line else str(path)


def line_of(lines: Sequence[str], key: str) -> int | None:
    """The line that sets a dotted key; else the one of the nearest table or value around it."""
    table, best, found = "", 0, None
    for number, text in enumerate(lines, 1):
        if header := _HEADER.match(text):
            full = table = _bare(header[1])
        elif assignment := _ASSIGNMENT.match(text):
            full = ".".join(filter(None, (table, _bare(assignment[1]))))
        else:
            continue
        if full == key:
            return number
        if key.startswith(full + ".") and len(full) > best:
            best, found = len(full), number
    return found


def _bare(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
