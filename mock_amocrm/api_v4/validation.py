"""Checks a sent item against its entity's table: types, required keys, references, tags and links."""

from collections.abc import Callable
from types import UnionType

from mock_amocrm.api_v4.body import Item
from mock_amocrm.api_v4.draft import Draft, TagEdit
from mock_amocrm.api_v4.entity import Entity, Field, Link, Type
from mock_amocrm.state.account import Row

JSON_TYPES: dict[Type, type | UnionType] = {
    Type.STRING: str,
    Type.BOOL: bool,
    Type.ARRAY: list,
    Type.OBJECT: dict,
    Type.ANY: object,
}
BIGGEST = 2**53  # what a JSON number carries exactly


def request_id_of(item: Item, index: int) -> str:
    """What the answer echoes: the caller's own mark, else the item's index; always a string."""
    sent = item.get("request_id")
    return str(sent) if isinstance(sent, str | int) and not isinstance(sent, bool) else str(index)


def check(draft: Draft, entity: Entity, item: Item) -> None:
    """Fill the draft's values from an item, or its errors."""
    check_fields(draft, entity.fields, item)
    embedded = item.get("_embedded")
    if not isinstance(embedded, dict | list | None):  # PHP clients write an empty object as []
        draft.refuse_type("array", "_embedded")
    listed = embedded if isinstance(embedded, dict) else {}
    if draft.before is None:
        for embed in entity.embeds:
            sent, path = listed.get(embed.name), f"_embedded.{embed.name}"
            if embed.link is not None and sent is not None:
                _check_link(draft, embed.link, sent, path)
            if embed.fields and sent is not None:
                draft.embedded[embed.name] = checked_objects(draft, embed.fields, sent, path)
    if entity.tagged:
        draft.tags = TagEdit(
            replace=_tags(draft, listed["tags"] or [], "_embedded.tags") if "tags" in listed else None,
            add=_tags(draft, item.get("tags_to_add") or [], "tags_to_add"),
            remove=_tags(draft, item.get("tags_to_delete") or [], "tags_to_delete"),
        )
    for rule in entity.rules:
        rule(draft)


def check_fields(draft: Draft, fields: tuple[Field, ...], item: Item) -> None:
    """Fill the draft's values with those of an item's keys that are declared and writable."""
    draft.sent = item
    draft.values.update(_checked(draft, fields, item, "", is_new=draft.before is None))


def existing(draft: Draft, item: Item, *, find: Callable[[int], Row | None], at: str = "") -> Row | None:
    """The row that an item names by its id; `at` is where the item stands in the draft's."""
    path = f"{at}.id" if at else "id"
    if item.get("id") is None:
        draft.refuse("FieldMissing", path)
        return None
    number = _integer(draft, item["id"], path)
    if number is None:
        return None
    row = find(number)
    if row is None:
        draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", path)
    return row


def at_most(draft: Draft, most: int, sent: list[object], path: str) -> None:
    """Refuse a list that is too long; the text is that of Symfony's validator."""
    if len(sent) > most:
        elements = "element" if most == 1 else "elements"
        draft.refuse("TooMany", path, detail=f"This collection should contain {most} {elements} or less.")


def checked_object(draft: Draft, fields: tuple[Field, ...], sent: object, path: str) -> dict[str, object]:
    """An object at a path, held against its fields; what isn't declared is left out."""
    if isinstance(sent, list) and not sent:
        sent = {}  # PHP clients write an empty object as []
    if isinstance(sent, dict):
        return _checked(draft, fields, sent, f"{path}.", is_new=True)
    draft.refuse_type("array", path)
    return {}


def checked_objects(draft: Draft, fields: tuple[Field, ...], sent: object, path: str) -> tuple[dict[str, object], ...]:
    """A list of such objects; one that is no object counts as empty."""
    if isinstance(sent, list):
        return tuple(checked_object(draft, fields, item, f"{path}.{at}") for at, item in enumerate(sent))
    draft.refuse_type("array", path)
    return ()


def _checked(draft: Draft, fields: tuple[Field, ...], item: Item, where: str, *, is_new: bool) -> dict[str, object]:
    values: dict[str, object] = {}
    for field in fields:
        if not field.writable:
            continue
        path = where + field.name
        value = item.get(field.name)
        if value is not None:
            complaints = len(draft.errors)
            read = _value(draft, field, value, path)
            if len(draft.errors) == complaints:
                values[field.name] = read
        elif field.nullable and field.name in item:
            values[field.name] = None
        elif field.required and is_new:
            draft.refuse("FieldMissing", path)
    return values


def _value(draft: Draft, field: Field, value: object, path: str) -> object:
    if field.parse is not None:
        return field.parse(draft, value, path)
    if field.type is Type.INT:
        number = _integer(draft, value, path)
        if number is not None:
            _check_choice(draft, field, number, path)
        return number
    if field.type is Type.FLOAT:
        if isinstance(value, bool) or not isinstance(value, int | float):
            draft.refuse_type(field.type.told, path)
        return value
    if isinstance(value, list) and field.type is Type.OBJECT and not value:
        value = {}  # PHP clients write an empty object as []
    if not isinstance(value, JSON_TYPES[field.type]):
        draft.refuse_type(field.type.told, path)
    elif isinstance(value, str):
        _check_text(draft, field, value, path)
    elif field.fields and isinstance(value, dict):
        return _checked(draft, field.fields, value, f"{path}.", is_new=True)
    elif field.fields and isinstance(value, list):
        return checked_objects(draft, field.fields, value, path)
    return value


def _check_text(draft: Draft, field: Field, value: str, path: str) -> None:
    if field.among is not None and value not in field.among:
        draft.refuse("NotSupportedChoice", path)
    elif field.required and not value.strip():
        draft.refuse("IsBlank", path)
    elif field.longest is not None and len(value) > field.longest:
        draft.refuse("TooLong", path)


def _check_choice(draft: Draft, field: Field, number: int, path: str) -> None:
    if field.choice is None or (number == 0 and field.zero):
        return
    if number <= 0:
        draft.refuse("TooLow", path)
    elif not field.choice(draft.account, number):
        draft.refuse("NotSupportedChoice", path)


def _integer(draft: Draft, value: object, path: str) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > BIGGEST:
        draft.refuse_type("int", path)
        return None
    return int(value)  # some clients send every number as a float


def _check_link(draft: Draft, link: Link, sent: object, path: str) -> None:
    if not isinstance(sent, list):
        draft.refuse_type("array", path)
        return
    numbers: list[int] = []
    main: int | None = None
    for at, item in enumerate(sent):
        if not isinstance(item, dict):
            draft.refuse_type("array", f"{path}.{at}")
        elif item.get("id") is None:
            draft.refuse("FieldMissing", f"{path}.{at}.id")
        elif (number := _integer(draft, item["id"], f"{path}.{at}.id")) is not None:
            if draft.seen(link.kind, number) is None:
                draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", f"{path}.{at}.id")
            if number not in numbers:
                numbers.append(number)
            main = number if item.get("is_main") is True and main is None else main
    draft.values[link.kind] = tuple(numbers[-link.most :] if link.most else numbers)
    if link.main is not None and numbers:
        draft.values[link.main] = main if main is not None else numbers[0]


def _tags(draft: Draft, sent: object, path: str) -> tuple[int | str, ...]:
    if not isinstance(sent, list):
        draft.refuse_type("array", path)
        return ()
    named: list[int | str] = []
    for at, item in enumerate(sent):
        if not isinstance(item, dict):
            draft.refuse_type("array", f"{path}.{at}")
        elif item.get("id") is not None:
            number = _integer(draft, item["id"], f"{path}.{at}.id")
            if number is None:
                continue
            row = draft.account.row("tags", number)
            if row is None or row.get("entity_type") != draft.kind:
                draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", f"{path}.{at}.id")
            named.append(number)
        elif isinstance(item.get("name"), str) and item["name"].strip():
            named.append(item["name"].strip())
        elif item.get("name") is None:
            draft.refuse("FieldMissing", f"{path}.{at}.name")
        else:
            draft.refuse_type("string", f"{path}.{at}.name")
    return tuple(named)
