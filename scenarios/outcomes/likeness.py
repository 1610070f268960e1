"""Whether two texts are one, or only look so, and what to say of the nearest one."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from harness.gherkin.expressions import one_spaced
from harness.gherkin.look_alikes import look_alikes, skeleton
from harness.ports import Stage
from scenarios.messages import say


def same(shown: str, wanted: str) -> bool:
    """Whether two texts are equal; spaces of any kind and number count as one."""
    return one_spaced(shown) == one_spaced(wanted)


def alike(shown: str, wanted: str) -> bool:
    """Whether a reader could take one for the other: letters of another script, or of another size."""
    return any(one == other for one, other in zip(_looks(shown), _looks(wanted), strict=True))


def mentions(shown: str, wanted: str) -> bool:
    """Whether a text has the other in it, word by word, for a reader's eye."""
    pairs = zip(_looks(shown), _looks(wanted), strict=True)
    return any(_within(_words(part), _words(whole)) for whole, part in pairs)


def hint(stage: Stage, wanted: str, shown: Iterable[str]) -> str:
    """What is like it among the shown ones and why it isn't it, as a sentence's end; nothing if nothing is."""
    texts = list(dict.fromkeys(shown))
    for text in texts:
        if alike(text, wanted):
            letters = look_alikes(one_spaced(wanted), one_spaced(text))
            return say(stage, "near_letters", near=text, letters=letters) if letters else _told(stage, "case", text)
    for text in texts:
        if mentions(text, wanted):
            letters = look_alikes(one_spaced(wanted), one_spaced(text))
            return say(stage, "near_part", near=text, letters=letters) if letters else _told(stage, "longer", text)
    close = get_close_matches(one_spaced(wanted), texts, n=1, cutoff=0.6)
    return _told(stage, "nearest", close[0]) if close else ""


def listed(stage: Stage, texts: Sequence[str]) -> str:
    """What there is, the first ten."""
    return " · ".join(texts[:10]) + (" …" if len(texts) > 10 else "") or say(stage, "nothing")


def _told(stage: Stage, what: str, near: str) -> str:
    return say(stage, f"near_{what}", near=near)


def _looks(text: str) -> tuple[str, ...]:
    # Letters that are alike when small need not be so when big, so each size is compared by itself.
    text = one_spaced(text)
    return (text, skeleton(text), text.casefold(), skeleton(text.upper()), skeleton(text.casefold()))


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    spans = range(len(whole) - len(part) + 1)
    return bool(part) and any(whole[start : start + len(part)] == part for start in spans)
