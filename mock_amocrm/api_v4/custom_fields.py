"""Values of custom fields: stored as field id and values, printed with what describes the field."""

from collections.abc import Mapping, Sequence

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.view import View, integer, text
from mock_amocrm.state.account import Account, Row


def show_values(view: View, row: Row) -> list[dict[str, object]] | None:
    """`custom_fields_values` of an entity; None when it has none."""
    stored = row.get("custom_fields_values")
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
    return printed


def texts_of(row: Row) -> list[str]:
    """Every filled value as text, for the search."""
    stored = row.get("custom_fields_values")
    if not isinstance(stored, tuple):
        return []
    return [str(value["value"]) for entry in stored for value in entry["values"]]


def field_of(account: Account, kind: str, *, code: str) -> Row | None:
    """A field of an entity type by its code."""
    return next(
        (row for row in account.rows("custom_fields") if row["entity_type"] == kind and row["code"] == code), None
    )


def parse_values(draft: Draft, sent: object, path: str) -> object:
    """Merge what was sent into what is stored: a field that is sent is replaced whole, the others stay."""
    if not isinstance(sent, list):
        draft.refuse_type("array", path)
        return None
    before = draft.before.get("custom_fields_values") if draft.before is not None else None
    merged: dict[int, object] = {entry["field_id"]: entry for entry in before} if isinstance(before, tuple) else {}
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
    if number is not None:
        if not isinstance(number, int) or isinstance(number, bool):
            draft.refuse_type("int", f"{path}.field_id")
            return None
        field = draft.account.row("custom_fields", number)
        if field is not None and field["entity_type"] == draft.kind:
            return field
        draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", f"{path}.field_id")
        return None
    field = field_of(draft.account, draft.kind, code=code) if isinstance(code, str) else None
    if field is None:
        draft.refuse("NotSupportedChoice", f"{path}.field_code")
    return field


def _values(draft: Draft, field: Row, sent: object, path: str) -> tuple[Mapping[str, object], ...]:
    if sent is None:
        return ()
    if not isinstance(sent, list):
        draft.refuse_type("array", path)
        return ()
    found = []
    for at, item in enumerate(sent):
        where = f"{path}.{at}"
        if not isinstance(item, dict):
            draft.refuse_type("array", where)
        elif item.get("value") is None:
            draft.refuse("FieldMissing", f"{where}.value")
        elif isinstance(item["value"], bool) or not isinstance(item["value"], str | int | float):
            draft.refuse_type("string", f"{where}.value")
        elif text(field, "type") == "multitext":
            enum = _enum(draft, field, item, where) or {"id": None, "value": None}
            found.append({"value": str(item["value"]), "enum_id": enum["id"], "enum_code": enum["value"]})
        else:
            found.append({"value": str(item["value"])})
    return tuple(found)


def _enum(draft: Draft, field: Row, item: Mapping[str, object], path: str) -> Mapping[str, object] | None:
    enums = field.get("enums")
    choices: Sequence[Mapping[str, object]] = enums if isinstance(enums, tuple) else ()
    for key, property_name in (("enum_id", "id"), ("enum_code", "value"), ("enum", "value")):
        sent = item.get(key)
        if sent is not None:
            chosen = next((enum for enum in choices if enum[property_name] == sent), None)
            if chosen is None:
                draft.refuse("NotSupportedChoice", f"{path}.{key}")
            return chosen
    return choices[0] if choices else None  # WORK, for phones and e-mails
