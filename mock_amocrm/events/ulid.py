"""Ids of events as amoCRM prints them: 26 letters, the first ten of which tell the time to the millisecond.

A ULID is 48 bits of time and 80 that look random. Here these 80 are the event's number, scrambled so that it can be got
back: an event needs to remember no id, and is found by it without an index.
"""

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, in small letters as real ids are
LENGTH, TIME_LETTERS = 26, 10
SIZE = 2**80
FACTOR = 0x9E37_79B9_7F4A_7C15_F39D  # odd, so that multiplying by it can be undone
UNDONE = pow(FACTOR, -1, SIZE)
_VALUES = {letter: value for value, letter in enumerate(LETTERS)}


def ulid(number: int, *, at: int) -> str:
    """The id of an event by its number and the second in which it happened."""
    return _letters(at * 1000, TIME_LETTERS) + _letters(number * FACTOR % SIZE, LENGTH - TIME_LETTERS)


def number_of(uid: str) -> int | None:
    """The number of the event that an id may be of, in any case of letters; None for what is no id at all."""
    if len(uid) != LENGTH:
        return None
    scrambled = 0
    for letter in uid.lower():
        value = _VALUES.get(letter)
        if value is None:
            return None
        scrambled = scrambled * 32 + value
    return scrambled % SIZE * UNDONE % SIZE


def _letters(value: int, count: int) -> str:
    return "".join([LETTERS[value >> 5 * at & 31] for at in range(count - 1, -1, -1)])
