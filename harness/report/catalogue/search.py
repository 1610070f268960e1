"""Search among sentences by words in any form: «лід» finds «ліди» and «лідів», “connect” finds “connected”."""

import difflib
import re
from collections.abc import Iterator
from typing import Final

from harness.report.catalogue.entry import LANGUAGES, Catalogue, Entry

# As people type them in sentences and on keyboards: of these kinds none is told from another, nor from none at all.
APOSTROPHES: Final = "'’ʼ`´ʹ"
WORD: Final = rf"[\w{APOSTROPHES}]+"
PARAMETER: Final = re.compile(r"\{\w*\}")
# Endings of nouns, adjectives and verbs in our languages; rough, but the same for a sentence and for what is asked.
# JavaScript reads this pattern, too.
ENDINGS: Final = (
    "(?:"
    "ами|ями|ах|ях|ам|ям|ові|еві|єві|ого|его|ому|ему|ими|іми|ыми|ій|ий|ый|ой|ей|єю|ею|ою|ию|ия|ие|ые|их|іх|ых|им|ім|ым"
    "|ом|ем|єм|ів|їв|ов|ев|єв|ая|яя|ое|ее|ую|юю"
    "|ається|яється|ається|ются|ается|яется|ится|іться|иться|ати|яти|ити|іти|ать|ять|ить|еть|ає|яє|ає|ает|яет|ують|юють"
    "|ають|яють|ают|яют|ует|ує|ет|ит|ут|ют|ат|ят|уть|ють|ла|ло|ли|ано|яно|ено|ёно|єно|ен|ан|ить"
    "|а|я|у|ю|і|ї|и|ы|е|є|о|ь|й"
    "|ings|ing|ies|ied|es|ed|s|e|y"
    ")$"
)
_SHORTEST_STEM: Final = 3
_ENDINGS: Final = re.compile(ENDINGS)
_APOSTROPHES: Final = re.compile(f"[{APOSTROPHES}]")


def folded(text: str) -> str:
    """Without what people don't tell apart: case, ё and е, kinds of apostrophes."""
    return _APOSTROPHES.sub("", text.casefold().replace("ё", "е"))


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return [word for found in re.findall(WORD, PARAMETER.sub(" ", text)) if (word := folded(found))]


def stem(word: str) -> str:
    """A folded word without its ending, where enough of it is left."""
    bare = _ENDINGS.sub("", word)
    return bare if len(bare) >= _SHORTEST_STEM else word


def same(asked: str, word: str) -> bool:
    """Whether a word is another form of what is asked for, or begins with it."""
    wanted = stem(asked)
    return word.startswith(asked) or stem(word) == wanted or (len(wanted) > _SHORTEST_STEM and word.startswith(wanted))


def entry_words(entry: Entry) -> list[str]:
    """Every word by which an entry is found: its sentences in all languages, its columns, what it says of itself."""
    titles = (title for column in entry.columns for title in column.titles.values())
    return list(
        dict.fromkeys(word for text in (*entry.texts.values(), *titles, entry.summary) for word in words_of(text))
    )


def found(catalogue: Catalogue, asked: str) -> Catalogue:
    """The entries that have every word."""
    wanted = words_of(asked)
    return catalogue.only(
        entry
        for entry in catalogue.entries
        if all(any(same(word, one) for one in entry_words(entry)) for word in wanted)
    )


def nearest_words(catalogue: Catalogue, asked: str, *, lang: str) -> list[str]:
    """Words of the sentences that come close to those that no sentence has; the reader's own language first."""
    near: dict[str, None] = {}
    for word in words_of(asked):
        for known in _vocabularies(catalogue, lang):
            if any(same(word, one) for one in known):
                break
            if close := difflib.get_close_matches(word, sorted(known), n=3, cutoff=0.6):
                near.update(dict.fromkeys(known[one] for one in close))
                break
    return list(near)


def _vocabularies(catalogue: Catalogue, lang: str) -> Iterator[dict[str, str]]:
    """Of each language its words, folded and as they are written."""
    for each in dict.fromkeys((lang, *LANGUAGES)):
        texts = (PARAMETER.sub(" ", entry.texts[each]) for entry in catalogue.entries if each in entry.texts)
        yield {folded(word): word for text in texts for word in re.findall(WORD, text) if not word.isdigit()}
