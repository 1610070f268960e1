"""Types whose values are chosen from a list: by the choice's id, its code or its text."""

from collections.abc import Mapping, Sequence

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.values.field_type import Reader, Value, given, is_number
from mock_amocrm.api_v4.values.plain import text_of
from mock_amocrm.state.account import Row

Choice = Mapping[str, object]
ADDRESS_LINES: Sequence[Choice] = tuple(
    {"id": number, "value": code}
    for number, code in enumerate(("address_line_1", "address_line_2", "city", "state", "zip", "country"), start=1)
)


def choices_of(field: Row, column: str) -> Sequence[Choice]:
    """The choices that a field has under a column."""
    found = field.get(column)
    return found if isinstance(found, tuple) else ()


def printed(choice: Choice) -> Value:
    """A choice as a value of its field."""
    return {"value": choice["value"], "enum_id": choice["id"], "enum_code": choice.get("code")}


def chosen_from(column: str) -> Reader:
    """One of the field's choices; of several names for it the id counts first, the text, letter for letter, last."""
    names = (("enum_id", "id"), ("enum_code", "code"), ("value", "value"))

    def read(draft: Draft, field: Row, item: Value, path: str) -> Value | None:
        choice = _named(draft, choices_of(field, column), item, path, names)
        if choice is None and all(item.get(key) is None for key, _ in names):
            draft.refuse("FieldMissing", f"{path}.value")
        return None if choice is None else printed(choice)

    return read


def read_multitext(draft: Draft, field: Row, item: Value, path: str) -> Value | None:
    """A phone or an address and what it is for; for work, unless told otherwise."""
    choices = choices_of(field, "enums")
    return _labelled(draft, choices, item, path, default=choices[0] if choices else None)


def read_address_line(draft: Draft, _: Row, item: Value, path: str) -> Value | None:
    """A line of an address and which one it is."""
    if item.get("value") == "":
        return None
    return _labelled(draft, ADDRESS_LINES, item, path, default=None)


def same_choice(value: Value, wanted: str) -> bool:
    """The choice's id."""
    return str(value.get("enum_id")) == wanted


def _labelled(
    draft: Draft, choices: Sequence[Choice], item: Value, path: str, *, default: Choice | None
) -> Value | None:
    sent = given(draft, item, path)
    if sent is None:
        return None
    written = text_of(sent)
    if written is None:
        draft.refuse_type("string", f"{path}.value")
    names = (("enum_id", "id"), ("enum_code", "value"), ("enum", "value"))  # `enum` is what enum_code was called once
    label = _named(draft, choices, item, path, names)
    if label is None and all(item.get(key) is None for key, _ in names):
        label = default
        if default is None:
            draft.refuse("FieldMissing", f"{path}.enum_id")
    if not written or label is None:
        return None
    return {"value": written, "enum_id": label["id"], "enum_code": label["value"]}


def _named(
    draft: Draft, choices: Sequence[Choice], item: Value, path: str, names: Sequence[tuple[str, str]]
) -> Choice | None:
    for key, column in names:
        sent = item.get(key)
        if sent is None:
            continue
        if key == "enum_id" and not is_number(sent):
            draft.refuse_type("int", f"{path}.{key}")
            return None
        found = next((choice for choice in choices if choice.get(column) == sent), None)
        if found is None:
            draft.refuse("NotSupportedChoice", f"{path}.{key}")
        return found
    return None
