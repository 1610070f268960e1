"""What terminals and XML can show: a server's answer may hold escape sequences, control characters, half an emoji."""

import re
from typing import Final

# Control characters (the escape that moves a terminal's cursor among them), surrogates, and XML's two non-characters.
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with a � for whatever can't be shown; line ends and tabs stay."""
    return _UNPRINTABLE.sub("�", text.replace("\r\n", "\n"))
