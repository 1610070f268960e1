"""The sentences of a step module as the extension reads them: from its text, without Python.

Its parser takes one plain string for a Cucumber Expression, unless a character in it looks like a regular expression's;
then no text ever matches. Strings that are joined by + it takes as they are.
"""

import ast
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

DECORATORS: Final = ("given", "when", "then")
_LIKE_A_REGULAR_EXPRESSION: Final = re.compile(r"[().*\\|]|\?P")

Reason = Literal["special", "spelling", "computed"]
"""A character of a regular expression · a string that isn't plain · something that isn't a string."""


class UnreadableModule(Exception):
    """A step module that is no Python; the message says where."""


@dataclass(frozen=True, slots=True)
class Misread:
    """A sentence that the extension doesn't know in this file, and why."""

    line: int
    text: str
    reason: Reason

    @property
    def mended(self) -> bool:
        """Whether the extension knows it in a copy."""
        return self.reason != "computed" and "\n" not in self.text


class StepModule:
    """The text of one module."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        try:
            self._source = path.read_text(encoding="utf-8-sig")
            self._tree = ast.parse(self._source)
        except (OSError, UnicodeDecodeError, SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None)
            raise UnreadableModule(f"{path}:{line or 1}: {getattr(error, 'msg', error)}") from None

    @property
    def plugins(self) -> tuple[str, ...]:
        """More modules that pytest imports with this one."""
        for node in self._tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id="pytest_plugins")], value=value):
                    pass
                case ast.AnnAssign(target=ast.Name(id="pytest_plugins"), value=ast.expr() as value):
                    pass
                case _:
                    continue
            match value:
                case ast.Constant(value=str(name)):
                    return (name,)
                case ast.List(elts=elements) | ast.Tuple(elts=elements):
                    return tuple(text for element in elements if (text := _value(element)) is not None)
        return ()

    def has_sentences(self) -> bool:
        """Whether it decorates any function with a sentence."""
        return bool(self._sentences)

    def misread(self) -> Iterator[Misread]:
        """The sentences that the extension wouldn't know if it read this file."""
        for node in self._sentences:
            text = _value(node)
            if text is None:
                yield Misread(node.lineno, ast.unparse(node), "computed")
            elif self._as_read(node) != text:
                special = _LIKE_A_REGULAR_EXPRESSION.search(text)
                yield Misread(node.lineno, text, "special" if special else "spelling")

    def respelled(self) -> str:
        """The text, with each sentence spelled so that the extension knows it; every line stays where it is."""
        source = self._bytes
        for node in reversed(self._sentences):
            text = _value(node)
            if text is None or "\n" in text or self._as_read(node) == text:
                continue  # nothing to mend, or nothing that could be mended
            start, end = self._span(node)
            spelled = _spelled(text).encode() + b"\n" * source.count(b"\n", start, end)
            source = source[:start] + spelled + source[end:]
        return source.decode()

    @cached_property
    def _sentences(self) -> list[ast.expr]:
        return sorted(
            (
                decorator.args[0]
                for node in ast.walk(self._tree)
                if isinstance(node, ast.FunctionDef)
                for decorator in node.decorator_list
                if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name)
                if decorator.func.id in DECORATORS and decorator.args
            ),
            key=lambda node: (node.lineno, node.col_offset),
        )

    @cached_property
    def _bytes(self) -> bytes:
        return self._source.encode()  # the parser counts a column's bytes

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line starts."""
        lengths = (len(line) for line in self._bytes.splitlines(keepends=True))
        return list(itertools.accumulate(lengths, initial=0))

    def _span(self, node: ast.expr) -> tuple[int, int]:
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self._lines[node.lineno - 1] + node.col_offset, self._lines[end_line - 1] + end_column

    def _as_read(self, node: ast.expr, *, joined: bool = False) -> str | None:
        """What the extension takes this for; None where it takes it for no sentence."""
        if isinstance(node, ast.BinOp):
            parts = [self._as_read(part, joined=True) for part in (node.left, node.right)]
            return "".join(part for part in parts if part is not None) if None not in parts else None
        start, end = self._span(node)
        shown = self._bytes[start:end].decode()
        shown = shown if joined else shown.removeprefix("u")
        text = shown[1:-1]
        plain = shown[:1] in ("'", '"') and text == _value(node)
        return text if plain and (joined or not _LIKE_A_REGULAR_EXPRESSION.search(text)) else None


def _value(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _value(node.left), _value(node.right)
        return None if left is None or right is None else left + right
    return None


def _spelled(text: str) -> str:
    """Joined by +, a string is never taken for a regular expression; an escape it never undoes, so there are none."""
    parts = [f"'{part}'" if '"' in part else f'"{part}"' for part in re.split(r'(")', text) if part]
    return " + ".join(parts if len(parts) > 1 else ['""', *parts])
