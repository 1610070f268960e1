"""A project's sentences and features as the entries of a catalogue."""

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from pytest_bdd.parsers import string

from harness.commands.step_topics import topic_of
from harness.commands.step_uses import Said
from harness.gherkin.expressions import Sentence
from harness.gherkin.tables import columns_of
from harness.gherkin.vocabulary import Definition, Vocabulary
from harness.report.catalogue import KEYWORDS, LANGUAGES, Catalogue, Column, Entry, Example, Keyword, Use, sample
from harness.report.catalogue.sample import value

WORDS: Final[Mapping[str, Mapping[Keyword, str]]] = {
    "uk": {"given": "Нехай", "when": "Коли", "then": "Тоді"},
    "ru": {"given": "Допустим", "when": "Когда", "then": "Тогда"},
    "en": {"given": "Given", "when": "When", "then": "Then"},
}
"""Of the several keywords that a language has, the one that we write ourselves."""
_INDENT: Final = "  "
ROWS_SHOWN: Final = 4

Function = Callable[..., object]
Texts = Mapping[str, str]
Uses = Mapping[tuple[Function, str], Sequence[Said]]


def catalogue_of(
    vocabulary: Vocabulary,
    steps: Iterable[tuple[Said, Vocabulary]],
    *,
    examples_in: Sequence[str] = LANGUAGES,
) -> Catalogue:
    """Everything in the vocabulary; `steps` are those of the features, each with what it can mean.

    Examples are what takes time, so they are looked for in the languages that somebody will read.
    """
    uses: dict[tuple[Function, str], list[Said]] = defaultdict(list)
    for step, known in steps:
        for meaning in known.meanings(step.kind, step.text):
            uses[meaning.function, meaning.text].append(step)
    by_function: dict[Function, list[Definition]] = defaultdict(list)
    for definition in vocabulary.definitions:
        by_function[definition.function].append(definition)
    topics: dict[str, Texts] = {}
    entries: dict[str, Entry] = {}
    for function, definitions in by_function.items():
        key, titles = topic_of(function)
        topics.setdefault(key, titles)
        for keywords, texts in _wordings(definitions):
            anchor = _free(re.sub(r"[^\w.-]", "-", f"{key.rpartition('.')[2]}.{function.__name__}"), entries)
            entry = _entry(anchor, key, keywords, texts, definitions, uses)
            entries[anchor] = replace(entry, examples=_examples(entry, definitions, uses, examples_in))
    return Catalogue(tuple(entries.values()), topics, WORDS)


def _entry(
    anchor: str,
    topic: str,
    keywords: tuple[Keyword, ...],
    texts: Texts,
    definitions: Sequence[Definition],
    uses: Uses,
) -> Entry:
    own = {text: next(one for one in definitions if one.text == text) for text in texts.values()}
    first = next(iter(own.values()))
    table = first.takes("datatable")
    places: dict[str, Use] = {}
    for text in own:
        for step in uses.get((first.function, text), ()):
            if step.kind in keywords:
                places.setdefault(step.place, Use(step.place, step.lang))
    return Entry(
        anchor=anchor,
        keywords=keywords,
        topic=topic,
        texts=texts,
        examples={},
        summary=" ".join((inspect.getdoc(first.function) or "").split("\n\n")[0].split()),
        takes="table" if table else "text" if first.takes("docstring") else "nothing",
        columns=tuple(
            Column({lang: column.title(lang) for lang in LANGUAGES}, required=column.required)
            for column in columns_of(first.function) or ()
        ),
        uses=tuple(places.values()),
    )


def _examples(
    entry: Entry, definitions: Sequence[Definition], uses: Uses, languages: Sequence[str]
) -> dict[str, Example]:
    found = {}
    for lang in dict.fromkeys(map(entry.language, languages)):
        own = next(one for one in definitions if one.text == entry.texts[lang])
        if example := _example(own, entry.keywords[0], lang, uses.get((own.function, own.text), ())):
            found[lang] = example
    return found


def _wordings(definitions: Sequence[Definition]) -> Iterator[tuple[tuple[Keyword, ...], Texts]]:
    """The sentences of one function as sets of translations, each with the keywords that it may follow."""
    found: dict[tuple[tuple[str, str], ...], list[Keyword]] = defaultdict(list)
    for keyword in KEYWORDS:
        for texts in _translations([one for one in definitions if one.may_follow(keyword)]):
            found[tuple(texts.items())].append(keyword)
    for items, keywords in found.items():
        # What can be said as an action is an action, though it may also be something that has happened before.
        yield tuple(sorted(keywords, key=lambda one: one != "when")), dict(items)


def _translations(definitions: Sequence[Definition]) -> Iterator[Texts]:
    """Sentences that follow one keyword: the first of each language, the second of each, …"""
    by_lang: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    # Decorators run from the bottom up; people write Ukrainian above Russian.
    for _, definition in sorted(enumerate(definitions), key=lambda pair: (len(pair[1].languages), -pair[0])):
        shortest = min(definition.languages, key=lambda lang: (len(by_lang[lang]), LANGUAGES.index(lang)))
        by_lang[shortest].append(definition.text)
    for texts in zip_longest(*by_lang.values()):
        yield {lang: text for lang, text in zip(LANGUAGES, texts, strict=True) if text is not None}


def _example(definition: Definition, keyword: Keyword, lang: str, steps: Sequence[Said]) -> Example | None:
    word = WORDS[lang][keyword]
    if steps:
        # A real line; best of all one that stands in its file as it is shown here.
        best = min(steps, key=lambda step: (step.outlined, step.kind != keyword))
        below = best.below[: ROWS_SHOWN if best.below[:1] and best.below[0].startswith("|") else None]
        return Example((f"{word} {best.text}", *(_INDENT + line for line in below)), best.place)
    parser = definition.context.parser
    if isinstance(parser, Sentence):
        text = sample(definition.text, list(inspect.signature(definition.function).parameters), lang=lang)
    else:
        text = definition.text if isinstance(parser, string) else None
    if text is None or not parser.is_matching(text):
        return None
    return Example((f"{word} {text}", *(_INDENT + line for line in _made_below(definition, lang))))


def _made_below(definition: Definition, lang: str) -> Iterator[str]:
    """A table of one row, or a short text, where the step can't do without."""
    columns = columns_of(definition.function)
    if columns:
        cells = [
            (column.title(lang), _cell(column.field, column.read, lang) or ("…" if column.required else ""))
            for column in columns
        ]
        yield "| " + " | ".join(f"{title:<{len(cell)}}" for title, cell in cells) + " |"
        yield "| " + " | ".join(f"{cell:<{len(title)}}" for title, cell in cells) + " |"
    elif definition.needs("docstring"):
        yield from ('"""', value("text", "string", lang) or "…", '"""')


def _cell(field: str, read: Callable[[str], object], lang: str) -> str:
    for kind in ("string", "int"):
        cell = value(field, kind, lang)
        try:
            if cell is not None:
                read(cell)
                return cell
        except ValueError:
            continue
    return ""


def _free(anchor: str, taken: Iterable[str]) -> str:
    number, free = 1, anchor
    while free in taken:
        number += 1
        free = f"{anchor}-{number}"
    return free
