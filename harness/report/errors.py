"""What a step has to say of its failure, in lines of a report's width; whatever is laid out already stays as it is."""

import re
from typing import Final

from harness.cells import width as cells
from harness.cells import wrapped

# Indented or aligned, a table, a diff, an assertion, code: broken, such a line would say something else.
_LAID_OUT: Final = re.compile(r"\s|[-+?|>]|E\s|assert\s|.*\S(?: {2,}|\t)\S")


def error_lines(text: str, *, width: int, indent: str = "") -> list[str]:
    """Prose is wrapped, and goes on a little further to the right."""
    lines: list[str] = []
    for line in text.splitlines():
        if cells(indent + line) <= width or _LAID_OUT.match(line):
            lines.append(indent + line if line.strip() else line)
        else:
            lines += wrapped(line, width, first=indent, rest=f"{indent}  ")
    return lines
