"""Values of foreign JSON, narrowed one by one: what has the wrong type counts as absent."""

from collections.abc import Iterator

JsonObject = dict[str, object]

_LARGEST_STORED = 2**63 - 1


def as_object(value: object) -> JsonObject:
    return value if isinstance(value, dict) else {}


def as_objects(value: object) -> list[JsonObject]:
    """The objects of a JSON list, or of a PHP array (an object whose keys are indexes)."""
    items: object = list(value.values()) if isinstance(value, dict) else value
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def as_text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def as_integer(value: object) -> int | None:
    """A whole number, also one sent as digits, if it fits a database column."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) <= _LARGEST_STORED else None


def ids_of(items: list[JsonObject]) -> Iterator[int]:
    for item in items:
        number = as_integer(item.get("id"))
        if number is not None:
            yield number
