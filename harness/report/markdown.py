"""Somebody else's words in a Markdown document."""

import re
from typing import Final

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>#|~&]")


def escaped(text: str) -> str:
    """One line in which nothing is markup."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
