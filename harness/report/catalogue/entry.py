"""The step catalogue as values: sentences by what they begin with and what they are about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

LANGUAGES: Final = ("uk", "ru", "en")
Keyword = Literal["given", "when", "then"]
KEYWORDS: Final[tuple[Keyword, ...]] = ("given", "when", "then")
Argument = Literal["nothing", "table", "text"]


@dataclass(frozen=True, slots=True)
class Example:
    """Lines that somebody could write: the step, and what stands below it; `place` is where they are written."""

    lines: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """A step that says the sentence: file:line, and the language it is said in."""

    place: str
    lang: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a step's table, by its titles."""

    titles: Mapping[str, str]
    required: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be said, in as many languages as somebody has written it in.

    `keywords` are those that it may follow; the first one is where it is listed.
    """

    anchor: str
    keywords: tuple[Keyword, ...]
    topic: str
    texts: Mapping[str, str]
    examples: Mapping[str, Example]
    summary: str = ""
    takes: Argument = "nothing"
    columns: tuple[Column, ...] = ()
    uses: tuple[Use, ...] = ()

    def language(self, wanted: str) -> str:
        """The wanted one, or the first that it has."""
        return next(lang for lang in (wanted, *LANGUAGES, *self.texts) if lang in self.texts)

    def places(self, lang: str) -> list[str]:
        """Where it is used: first the example's place, then what is written in that language."""
        own = self.language(lang)
        shown = self.examples[own].place if own in self.examples else ""
        return [use.place for use in sorted(self.uses, key=lambda use: (use.place != shown, use.lang != lang))]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Some entries; `topics` and `words` have titles of topics and keywords of steps, both by language."""

    entries: tuple[Entry, ...]
    topics: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[Keyword, str]]

    def only(self, entries: Iterable[Entry]) -> "Catalogue":
        """The same with fewer entries."""
        return replace(self, entries=tuple(entries))

    def topic(self, key: str, lang: str) -> str:
        """A topic's title."""
        titles = self.topics[key]
        return titles.get(lang) or next(iter(titles.values()))

    def sections(self) -> Iterator[tuple[Keyword, list[tuple[str, list[Entry]]]]]:
        """Keywords that have entries, with their topics and the entries of each."""
        for keyword in KEYWORDS:
            by_topic: dict[str, list[Entry]] = {}
            for entry in self.entries:
                if entry.keywords[0] == keyword:
                    by_topic.setdefault(entry.topic, []).append(entry)
            if by_topic:
                yield keyword, list(by_topic.items())

    @property
    def used(self) -> int:
        """How many entries some feature uses."""
        return sum(bool(entry.uses) for entry in self.entries)
