"""What stands for a picture that nobody uploaded: one or two letters of a name on a colour that is always the same."""

from zlib import crc32

TINTS = 6  # classes of frame.css


def initials(name: str) -> str:
    """The first letters of the first two words that have any."""
    letters = (next((sign for sign in word if sign.isalnum()), "") for word in name[:500].split())
    return "".join([letter.upper()[:1] for letter in letters if letter][:2]) or "•"


def tint(name: str) -> int:
    """Which of the colours."""
    return crc32(name.encode(errors="replace")) % TINTS
