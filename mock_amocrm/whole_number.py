"""Whole numbers out of addresses and headers."""

LONGEST = 18  # digits, more than any id has; Python refuses to read thousands of them


def whole_number(text: str) -> int | None:
    """A number in plain digits, None if it is anything else or longer than what is kept as a number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
