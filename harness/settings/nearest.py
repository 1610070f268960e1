"""The hint after a mistyped name."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """Names the known word closest to a mistyped one, or all of them when none is close."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    return f"did you mean “{close[0]}”?" if close else f"known: {', '.join(names)}"
