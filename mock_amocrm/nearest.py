"""What somebody probably meant: the nearest valid name beside one that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 150  # characters that are compared; the time that takes grows with the square of the length


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """A half sentence for the end of an error: the nearest valid name, or all of them."""
    names = sorted(known)
    nearest = get_close_matches(value[:LONGEST], names, n=1, cutoff=0.5)
    if nearest:
        return f"did you mean {nearest[0]!r}?"
    return f"valid: {', '.join(names)}" if names else "there are none"
