"""Somebody else's words inside a sentence of ours: of bounded length, and unable to turn the sentence around."""

import re
import unicodedata

LONGEST = 160
# Marks that would change the direction of whatever follows: https://www.unicode.org/reports/tr9/#Directional_Formatting_Codes
DIRECTING = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
# Marks above and below a letter: two are spelling, a tower of them is written across the lines around it.
MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
PILED = re.compile(f"({MARK}{{2}}){MARK}+")
ISOLATE, END = "\u2068", "\u2069"


def quoted(words: str) -> str:
    """The words as they can stand in a sentence; whatever is written from left to right is left as it is."""
    plain = PILED.sub(r"\1", words.translate(DIRECTING))
    short = plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"
    turns = any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in short)
    return f"{ISOLATE}{short}{END}" if turns else short
