"""A HAR file, entry by entry: a hundred megabytes are never one object in memory, and what is broken is told where."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 256 * 1024 * 1024
_BLANK: Final = re.compile(r"[ \t\r\n]*")
_OTHERS: Final = frozenset('{["-0123456789')  # what a value of JSON begins with, but for three words
_DECODER: Final = json.JSONDecoder(strict=False)


class UnreadableHar(Exception):
    """No HAR, or a broken one; the message says which file, where, and why."""


class HarFile:
    """The entries of one file. A file that ends too early has those until there, and `cut_off` says so afterwards."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cut_off = False
        self.creator = ""
        self._at = 0
        self._text = ""

    def entries(self) -> Iterator[tuple[int, object]]:
        """Each entry with its number, from 1 on."""
        self._text, self._at = self._read(), 0
        number = 0
        try:
            for key in self._keys():
                if key != "log":
                    self._value()
                    continue
                for part in self._keys():
                    if part != "entries":
                        self._note(part, self._value())
                        continue
                    for number, entry in enumerate(self._items(), 1):
                        yield number, entry
        except json.JSONDecodeError as error:
            if number and self._ends_early():
                self.cut_off = True
                return
            raise UnreadableHar(f"{self.path}:{error.lineno}:{error.colno}: this is no JSON: {error.msg}") from None
        except RecursionError:
            raise UnreadableHar(f"{self.path}: entry {number + 1} is nested too deep") from None
        finally:
            self._text = ""
        if not number:
            raise UnreadableHar(f"{self.path}: this is no HAR: it has no log.entries with anything in it")

    def _read(self) -> str:
        size = self.path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableHar(
                f"{self.path}: {size // 1024**2} MB is more than {MOST_BYTES // 1024**2}; save it without "
                "content, or of the minutes in question only"
            )
        try:
            return self.path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableHar(f"{self.path}: this is no HAR: byte {error.start} is no UTF-8") from None

    def _note(self, part: str, value: object) -> None:
        if part == "creator" and isinstance(value, dict):
            self.creator = str(value.get("name", ""))

    def _ends_early(self) -> bool:
        return not self._text.rstrip().endswith("}") or self._depth_left()

    def _depth_left(self) -> bool:
        """Whether the end comes while something is still open, though the last letter is a brace by chance."""
        return not _BLANK.sub("", self._text[-16:]).endswith("}}")

    def _keys(self) -> Iterator[str]:
        """The keys of an object; whoever gets one takes its value."""
        self._open("{", "an object {…}")
        if self._next("}"):
            return
        while True:
            key = self._value()
            if not isinstance(key, str):
                raise json.JSONDecodeError("Expecting a name in quotes", self._text, self._at)
            self._take(":")
            yield key
            if self._next("}"):
                return
            self._take(",")

    def _items(self) -> Iterator[object]:
        self._open("[", "a list […]")
        if self._next("]"):
            return
        while True:
            yield self._value()
            if self._next("]"):
                return
            self._take(",")

    def _value(self) -> object:
        self._skip()
        value, self._at = _DECODER.raw_decode(self._text, self._at)
        return value

    def _open(self, sign: str, kind: str) -> None:
        """The beginning of what a HAR has here; another export that is JSON as well is told so."""
        self._skip()
        if self._text[self._at : self._at + 1] in _OTHERS - {sign}:
            here = json.JSONDecodeError("", self._text, self._at)
            raise UnreadableHar(f"{self.path}:{here.lineno}:{here.colno}: this is no HAR, which has {kind} here")
        self._take(sign)

    def _take(self, sign: str) -> None:
        if not self._next(sign):
            raise json.JSONDecodeError(f"Expecting '{sign}'", self._text, self._at)

    def _next(self, sign: str) -> bool:
        self._skip()
        found = self._text.startswith(sign, self._at)
        self._at += found
        return found

    def _skip(self) -> None:
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
