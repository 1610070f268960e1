"""What every form of the catalogue says of an entry, in words."""

import re
from typing import Final

from harness.report.catalogue.entry import KEYWORDS, LANGUAGES, Catalogue, Entry, Example, Keyword
from harness.report.catalogue.messages import say

PLACES_SHOWN: Final = 3


def legend(catalogue: Catalogue, lang: str) -> list[tuple[str, str]]:
    """What is not meant word for word in these sentences, and how it is meant."""
    choice = {"uk": "лід/ліди/лідів", "ru": "лид/лида/лидов"}.get(lang, "lead/leads")
    optional = {"uk": "(не)", "ru": "(не)"}.get(lang, "lead(s)")
    signs = [
        ("{word}", "{word}", "word"),
        ("{int}", "{int}", "int"),
        ("{string}", "{string}", "string"),
        ("/", choice, "choice"),
        ("(", optional, "optional"),
    ]
    texts = [entry.texts[entry.language(lang)] for entry in catalogue.entries]
    return [(shown, say(lang, key)) for mark, shown, key in signs if any(mark in text for text in texts)]


def counted(catalogue: Catalogue, lang: str) -> str:
    """How many sentences there are, and how many of them some feature uses."""
    every = len(catalogue.entries)
    return say(lang, "counted", all=every, used=catalogue.used, unused=every - catalogue.used)


def heading(catalogue: Catalogue, keyword: Keyword, lang: str, *, every: bool) -> str:
    """The keyword of a section."""
    return " · ".join(catalogue.words[each][keyword] for each in (LANGUAGES if every else (lang,)))


def topic(catalogue: Catalogue, key: str, lang: str, *, every: bool) -> str:
    """The title of a topic."""
    return " · ".join(dict.fromkeys(catalogue.topic(key, each) for each in (LANGUAGES if every else (lang,))))


def example(catalogue: Catalogue, entry: Entry, lang: str) -> Example | None:
    """Its example, unless that says nothing that the sentence itself doesn't."""
    own = entry.language(lang)
    if own not in entry.examples:
        return None
    shown = entry.examples[own]
    words = catalogue.words.get(own, catalogue.words["en"])
    return None if shown.lines == (f"{words[entry.keywords[0]]} {entry.texts[own]}",) else shown


def below(entry: Entry, lang: str) -> str:
    """What the step wants to have below it; nothing for most."""
    if entry.takes == "nothing":
        return ""
    if not entry.columns:
        return say(lang, entry.takes)
    titles = [
        say(lang, "required", column=column.titles[lang]) if column.required else column.titles[lang]
        for column in entry.columns
    ]
    return say(lang, "columns", columns=", ".join(titles))


def also_after(catalogue: Catalogue, entry: Entry, lang: str) -> str:
    """The other keywords that it may follow."""
    others = [word for word in KEYWORDS if word in entry.keywords[1:]]
    words = catalogue.words[lang]
    return say(lang, "also_after", words=", ".join(words[word] for word in others)) if others else ""


def used(entry: Entry, lang: str) -> str:
    """How often it is used, and where."""
    if not entry.uses:
        return say(lang, "unused")
    places = entry.places(lang)
    rest = len(places) - PLACES_SHOWN
    more = f" {say(lang, 'more', count=rest)}" if rest > 0 else ""
    return f"{say(lang, 'uses', count=len(places))} ({', '.join(places[:PLACES_SHOWN])}{more})"


def anchor(keyword: Keyword, key: str) -> str:
    """The name of a topic's part of a section, for links."""
    return f"{keyword}-" + re.sub(r"[^\w.]", "-", key)
