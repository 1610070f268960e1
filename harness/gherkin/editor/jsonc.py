"""Lists in a JSON file with comments, as VS Code has them: some items are added, every other letter stays."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_STRING: Final = r'"(?:\\.|[^"\\\n])*"'
_COMMENT: Final = re.compile(rf"{_STRING}|//[^\n]*|/\*.*?\*/", re.DOTALL)
_LAST_COMMA: Final = re.compile(rf"{_STRING}|,(?=\s*[}}\]])")
_REST_OF_LINE: Final = re.compile(r"[ \t,]*(?://[^\r\n]*)?")
_INDENT: Final = re.compile(r"^([ \t]+)\S", re.MULTILINE)
_DECODER: Final = json.JSONDecoder()


class CannotAdd(Exception):
    """The file is not one that can be added to; `line` is where, 0 for all of it."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item of a list, or one value of an object with its name."""

    name: str | None
    start: int
    end: int


def read(text: str) -> dict[str, object]:
    """The object that the file holds; nothing but comments is an empty one."""
    strict = _strict(text)
    if not strict.strip():
        return {}
    try:
        value = json.loads(strict)
    except json.JSONDecodeError as error:
        raise CannotAdd(error.lineno) from None
    if not isinstance(value, dict):
        raise CannotAdd(0)
    return value


def with_items(text: str, key: str, items: Sequence[str]) -> str:
    """The text with those items in the list of that name; it is made if there is none."""
    before = read(text)
    current = before.get(key, [])
    strict = _strict(text)
    if not strict.strip():
        text += "\n" * bool(text and not text.endswith("\n")) + "{\n}\n"
        strict = _strict(text)
    entries = list(_entries(strict, strict.index("{")))
    # Of several with one name the last one counts.
    own = next((entry for entry in reversed(entries) if entry.name == key), None)
    if not isinstance(current, list):
        raise CannotAdd(text.count("\n", 0, own.start) + 1 if own else 0)
    new = [item for item in dict.fromkeys(items) if item not in current]
    if not new and own:
        return text
    step = indent[1] if (indent := _INDENT.search(strict)) else "    "
    rendered = [json.dumps(item, ensure_ascii=False) for item in new]
    if own:
        after = _inserted(text, strict, opened=own.start, lines=rendered, indent=step * 2, closing=step)
    else:
        value = json.dumps(new, ensure_ascii=False, indent=step).replace("\n", "\n" + step)
        line = f"{json.dumps(key)}: {value}"
        after = _inserted(text, strict, opened=strict.index("{"), lines=[line], indent=step, closing="")
    if read(after) != before | {key: [*current, *new]}:
        raise CannotAdd(0)  # somebody's settings are worth a second look
    return after


def _inserted(text: str, strict: str, *, opened: int, lines: Sequence[str], indent: str, closing: str) -> str:
    """The text with more entries in the object or list that opens there; a comment stays with the entry before it."""
    newline = "\r\n" if "\r\n" in text else "\n"
    block = newline + indent + f",{newline}{indent}".join(line.replace("\n", newline) for line in lines)
    entries = list(_entries(strict, opened))
    last = entries[-1].end if entries else opened + 1
    end = _skipped(strict, last)
    if not entries:
        return text[:last] + text[last:end].rstrip() + block + newline + closing + text[end:]
    rest = _REST_OF_LINE.match(text, last)
    stop = rest.end() if rest else last
    if text[stop] not in "\r\n":
        return text[:last] + ", " + ", ".join(lines) + text[last:]
    comma = "" if "," in _without_comments(text)[last:end] else ","
    return text[:last] + comma + text[last:stop] + block + text[stop:]


def _entries(strict: str, opened: int) -> Iterator[_Entry]:
    """The entries of the object or list that opens there."""
    at = _skipped(strict, opened + 1)
    while strict[at] not in "}]":
        name = None
        if strict[opened] == "{":
            name, at = _DECODER.raw_decode(strict, at)
            at = _skipped(strict, _skipped(strict, at) + 1)
        _, end = _DECODER.raw_decode(strict, at)
        yield _Entry(name, at, end)
        at = _skipped(strict, end)
        at = _skipped(strict, at + 1) if strict[at] == "," else at


def _skipped(strict: str, at: int) -> int:
    while at < len(strict) and strict[at].isspace():
        at += 1
    return at


def _strict(text: str) -> str:
    """The same length, but plain JSON: blanks for comments, for the commas of the last entries and for a BOM."""
    return _LAST_COMMA.sub(_blanked, _without_comments(text))


def _without_comments(text: str) -> str:
    return _COMMENT.sub(_blanked, text.replace("\ufeff", " "))


def _blanked(match: re.Match[str]) -> str:
    found = match[0]
    return found if found.startswith('"') else re.sub(r"[^\r\n]", " ", found)
