"""Letters of different scripts that look the same: three languages and a Latin brand make them the commonest typo."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\w+")
# Cyrillic letters that look like a Latin one in every common font.
_ALIKE = str.maketrans("АВЕІКМНОРСТХаеікмортсухјѕ", "ABEIKMHOPCTXaeikmoptcyxjs")


def skeleton(text: str) -> str:
    """What the eye sees: two texts that look the same have the same skeleton."""
    return text.translate(_ALIKE)


def look_alikes(text: str, sentence: str) -> str:
    """Letters of another script that make a word differ from one of the sentence, named by their script."""
    return ", ".join(dict.fromkeys(_different(text, sentence)))


def _different(text: str, sentence: str) -> Iterator[str]:
    # Word by word: where the sentence has a parameter, the text has something of another length.
    known_as = {skeleton(word): word for word in _WORD.findall(sentence)}
    for word in _WORD.findall(text):
        meant = known_as.get(skeleton(word), word)
        letters = [(written, known) for written, known in zip(word, meant, strict=True) if written != known]
        if letters:
            yield f"«{word}»: " + ", ".join(
                f"{written} ({_script(written)}) ≠ {known} ({_script(known)})" for written, known in letters
            )


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0].capitalize()
