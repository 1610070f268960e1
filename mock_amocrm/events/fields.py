"""What happens to the values of custom fields."""

from collections.abc import Iterator, Mapping

from mock_amocrm.api_v4.view import text
from mock_amocrm.events.happening import Happening
from mock_amocrm.events.types import field_type
from mock_amocrm.state.account import Account, Row

# The numbers that API v2 had for types of fields, from 1 and from 13 on; those beyond legal_entity are a guess.
EARLY = (
    *("text", "numeric", "checkbox", "select", "multiselect", "date", "url", "multitext", "textarea", "radiobutton"),
    "streetaddress",
)
LATE = (
    *("smart_address", "birthday", "legal_entity", "items", "org_legal_name", "category", "date_time", "price"),
    *("tracking_data", "linked_entity", "chained_list", "monetary", "file", "payer", "supplier"),
)
NUMBERS = {name: number for first, names in ((1, EARLY), (13, LATE)) for number, name in enumerate(names, start=first)}


def field_changes(account: Account, noun: str, number: int, before: Row, after: Row) -> Iterator[Happening]:
    """One event for each field with another list of values, and all values of the field on both sides."""
    was, now = before.get("custom_fields_values"), after.get("custom_fields_values")
    if was is now or was == now:
        return
    old, new = _by_field(was), _by_field(now)
    for field_id in dict.fromkeys((*old, *new)):
        if old.get(field_id) != new.get(field_id):
            kind = text(account.row("custom_fields", field_id) or {}, "type")
            yield Happening(
                field_type(field_id),
                noun,
                number,
                _elements(field_id, kind, old.get(field_id)),
                _elements(field_id, kind, new.get(field_id)),
            )


def _by_field(values: object) -> dict[int, object]:
    return {entry["field_id"]: entry["values"] for entry in values} if isinstance(values, tuple) else {}


def _elements(field_id: int, kind: str, values: object) -> tuple[tuple[int, int | None, object, str], ...]:
    if not isinstance(values, tuple | list):
        return ()
    return tuple((field_id, NUMBERS.get(kind), value.get("enum_id"), _told(value.get("value"))) for value in values)


def _told(value: object) -> str:
    """A value as one text: an object by its name, a checkbox as PHP writes true."""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, Mapping):
        return str(value.get("name", ""))
    return "" if value is None else str(value)
