"""Reads a table of a world file key by key and says exactly where and why something does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mock_amocrm.languages import LANGUAGES
from mock_amocrm.nearest import did_you_mean


class MalformedWorld(ValueError):
    """A world, or a lead to be added to one, that cannot be understood; the text names place, key and cure."""


@dataclass(slots=True)
class Reader:
    """One table; `done` complains about keys that nobody asked for."""

    data: Mapping[str, object]
    file: str
    lang: str
    at: str = ""  # the path of this table inside the file
    _known: set[str] = field(default_factory=set)

    def wrong(self, key: str, what: str) -> MalformedWorld:
        """The complaint about a key, to be raised."""
        return MalformedWorld(f"{self.file}: {self.at}{key}: {what}")

    def has(self, key: str) -> bool:
        """Whether a key is there; null counts as absent."""
        self._known.add(key)
        return self.data.get(key) is not None

    def integer(self, key: str, default: int, *, least: int = 0) -> int:
        """A whole number."""
        value = self._get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, f"needs a whole number, not {value!r}")
        if value < least:
            raise self.wrong(key, f"needs at least {least}, not {value}")
        return value

    def share(self, key: str) -> float:
        """A part of a whole, 0 to 1."""
        value = self._get(key, 0.0)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise self.wrong(key, f"needs a number from 0 to 1, not {value!r}")
        return float(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, f"needs true or false, not {value!r}")
        return value

    def text(self, key: str, default: str = "") -> str:
        """A text, or a table of one per language."""
        value = self._in_language(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, f"needs a text, not {value!r}")
        return value

    def texts(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts, or a table of one list per language."""
        value = self._in_language(key, list(default))
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, f"needs a list of texts, not {value!r}")
        return tuple(value)

    def table(self, key: str) -> "Reader":
        """A table inside this one; empty if it is absent."""
        value = self._get(key, {})
        if not isinstance(value, Mapping):
            raise self.wrong(key, f"needs a table, not {value!r}")
        return Reader(value, self.file, self.lang, f"{self.at}{key}.")

    def tables(self, key: str) -> list["Reader"]:
        """A list of tables."""
        value = self._get(key, [])
        if not isinstance(value, list | tuple):
            raise self.wrong(key, f"needs a list of tables, not {value!r}")
        found = []
        for number, item in enumerate(value):
            if not isinstance(item, Mapping):
                raise self.wrong(f"{key}[{number}]", f"needs a table, not {item!r}")
            found.append(Reader(item, self.file, self.lang, f"{self.at}{key}[{number}]."))
        return found

    def raw(self, key: str) -> object:
        """Whatever stands there; None if nothing does."""
        return self._get(key, None)

    def done(self) -> None:
        """Every key was asked for; any other is a mistake."""
        for key in self.data:
            if key not in self._known:
                raise self.wrong(str(key), f"unknown key; {did_you_mean(str(key), self._known)}")

    def _get(self, key: str, default: object) -> object:
        return self.data[key] if self.has(key) else default

    def _in_language(self, key: str, default: object) -> object:
        value = self._get(key, default)
        if not isinstance(value, Mapping):
            return value
        for code in value:
            if code not in LANGUAGES:
                raise self.wrong(f"{key}.{code}", f"unknown language; {did_you_mean(str(code), LANGUAGES)}")
        if self.lang not in value:
            raise self.wrong(key, f"has no {self.lang!r}, only {', '.join(map(str, value))}")
        chosen: object = value[self.lang]
        return chosen
