"""What a type of custom field is: whose it can be, how one of its values is read, how a filter finds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.state.account import Row

Value = Mapping[str, object]
"""One element of `values`, stored as it is printed."""

Reader = Callable[[Draft, Row, Value, str], Value | None]
"""Reads an element of `values` for a field, at a path; None stores nothing, be it refused or empty."""

Matches = Callable[[Value, str], bool]
"""Whether a stored value is what a filter asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """One type, by the name that the API has for it."""

    name: str
    read: Reader
    entities: frozenset[str]  # whose fields may be made with this type
    matches: Matches
    most: int | None = 1  # values of one field; None is any number
    choices: str = ""  # the column of the field that holds its choices
    ranged: bool = False  # filters take `[from]` and `[to]`


def given(draft: Draft, item: Value, path: str) -> object:
    """The `value` of an element; one that isn't there is refused."""
    value = item.get("value")
    if value is None:
        draft.refuse("FieldMissing", f"{path}.value")
    return value


def is_number(value: object) -> bool:
    """JSON's numbers, which Python's booleans are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)
