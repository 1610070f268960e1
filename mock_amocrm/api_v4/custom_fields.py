"""Values of custom fields in the rows that have them: stored as field id and values, printed with the field's names."""

from collections.abc import Mapping

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.values.field_type import Value
from mock_amocrm.api_v4.values.types import TYPES
from mock_amocrm.api_v4.view import View, integer, text
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.index import Arrangement

COLUMN = "custom_fields_values"
# Whose rows hold the values of an entity type's fields.
HOLDERS: Mapping[str, str] = {
    **{kind: kind for kind in ("leads", "contacts", "companies", "customers", "segments")},
    "catalogs": "catalog_elements",
}
ENTITY_TYPES: Mapping[str, str] = {kind: entity_type for entity_type, kind in HOLDERS.items()}
BY_CODE = Arrangement(("entity_type", "catalog_id", "code"))


def stored_values(row: Row) -> tuple[Mapping[str, object], ...]:
    """What a row stores: a mapping of `field_id` and `values` for each filled field."""
    stored = row.get(COLUMN)
    return stored if isinstance(stored, tuple) else ()


def show_values(view: View, row: Row) -> list[dict[str, object]] | None:
    """`custom_fields_values` of an entity; None when it has none."""
    stored = row.get(COLUMN)
    if not isinstance(stored, tuple) or not stored:
        return None
    printed = []
    for entry in stored:
        field = view.account.row("custom_fields", entry["field_id"])
        if field is not None:
            printed.append(
                {
                    "field_id": field["id"],
                    "field_name": field["name"],
                    "field_code": field["code"],
                    "field_type": field["type"],
                    "values": entry["values"],
                }
            )
    return printed or None


def texts_of(row: Row) -> list[str]:
    """Every filled value as text, for the search; of objects their name."""
    found = []
    for entry in stored_values(row):
        values = entry["values"]
        for value in values if isinstance(values, tuple) else ():
            told = value.get("value")
            told = told.get("name") if isinstance(told, Mapping) else told
            if told is not None:
                found.append(str(told))
    return found


def field_of(account: Account, kind: str, *, code: str, catalog_id: int | None = None) -> Row | None:
    """A field of an entity type, or of one catalog, by its code."""
    found = account.index("custom_fields", BY_CODE).group(kind, catalog_id, code)
    return found[0] if found else None


def parse_values(draft: Draft, sent: object, path: str) -> object:
    """Merge what was sent into what is stored: a field that is sent is replaced whole, the others stay."""
    if not isinstance(sent, list):
        draft.refuse_type("array", path)
        return None
    merged = {entry["field_id"]: entry for entry in stored_values(draft.before or {})}
    for at, entry in enumerate(sent):
        field = _field(draft, entry, f"{path}.{at}")
        if field is None:
            continue
        values = _values(draft, field, entry.get("values"), f"{path}.{at}.values")
        number = integer(field, "id")
        if values:
            merged[number] = {"field_id": number, "values": values}
        else:
            merged.pop(number, None)
    return tuple(merged.values()) or None


def _field(draft: Draft, entry: object, path: str) -> Row | None:
    if not isinstance(entry, dict):
        draft.refuse_type("array", path)
        return None
    number, code = entry.get("field_id"), entry.get("field_code")
    if number is None and code is None:
        draft.refuse("FieldMissing", f"{path}.field_id")
        return None
    kind, catalog = ENTITY_TYPES.get(draft.kind), _catalog(draft)
    if number is not None:
        if not isinstance(number, int) or isinstance(number, bool):
            draft.refuse_type("int", f"{path}.field_id")
            return None
        field = draft.account.row("custom_fields", number)
        if field is not None and (field["entity_type"], field["catalog_id"]) == (kind, catalog):
            return field
        draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", f"{path}.field_id")
        return None
    known = isinstance(code, str) and kind is not None
    field = field_of(draft.account, str(kind), code=str(code), catalog_id=catalog) if known else None
    if field is None:
        draft.refuse("NotSupportedChoice", f"{path}.field_code")
    return field


def _catalog(draft: Draft) -> int | None:
    """The catalog that an element is in; None for anything else."""
    stored = (draft.before or {}).get("catalog_id")
    return stored if isinstance(stored, int) else draft.ids.get("catalog_id")


def _values(draft: Draft, field: Row, sent: object, path: str) -> tuple[Value, ...]:
    if sent is None:
        return ()
    if not isinstance(sent, list):
        draft.refuse_type("array", path)
        return ()
    kind = TYPES[text(field, "type")]
    found = []
    for at, item in enumerate(sent):
        where = f"{path}.{at}"
        if not isinstance(item, dict):
            draft.refuse_type("array", where)
        elif (value := kind.read(draft, field, item, where)) is not None:
            found.append(value)
    # A field that holds one value keeps the first of several: a guess, nobody shows what amoCRM does.
    return tuple(found[: kind.most])
