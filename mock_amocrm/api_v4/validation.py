"""Checks a sent item against its entity's table: types, required keys, references, tags and links."""

from mock_amocrm.api_v4.body import Item
from mock_amocrm.api_v4.draft import Draft, TagEdit
from mock_amocrm.api_v4.entity import Entity, Field, Link, Type
from mock_amocrm.state.account import Row

JSON_TYPES: dict[Type, type] = {Type.STRING: str, Type.BOOL: bool, Type.ARRAY: list}
BIGGEST = 2**53  # what a JSON number carries exactly


def request_id_of(item: Item, index: int) -> str:
    """What the answer echoes: the caller's own mark, else the item's index; always a string."""
    sent = item.get("request_id")
    return str(sent) if isinstance(sent, str | int) and not isinstance(sent, bool) else str(index)


def check(draft: Draft, entity: Entity, item: Item) -> None:
    """Fill the draft's values from an item, or its errors."""
    for field in entity.fields:
        if field.writable:
            _check_field(draft, field, item)
    embedded = item.get("_embedded")
    if not isinstance(embedded, dict | list | None):  # PHP clients write an empty object as []
        draft.refuse_type("array", "_embedded")
    listed = embedded if isinstance(embedded, dict) else {}
    if draft.before is None:
        for embed in entity.embeds:
            if embed.link is not None and listed.get(embed.name) is not None:
                _check_link(draft, embed.link, listed[embed.name], f"_embedded.{embed.name}")
    if entity.tagged:
        draft.tags = TagEdit(
            replace=_tags(draft, listed["tags"] or [], "_embedded.tags") if "tags" in listed else None,
            add=_tags(draft, item.get("tags_to_add") or [], "tags_to_add"),
            remove=_tags(draft, item.get("tags_to_delete") or [], "tags_to_delete"),
        )
    for rule in entity.rules:
        rule(draft)


def existing(draft: Draft, entity: Entity, item: Item) -> Row | None:
    """The row that an item of a bulk change names by its id."""
    if item.get("id") is None:
        draft.refuse("FieldMissing", "id")
        return None
    number = _integer(draft, item["id"], "id")
    if number is None:
        return None
    row = draft.account.row(entity.kind, number)
    if row is None:
        draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", "id")
    return row


def _check_field(draft: Draft, field: Field, item: Item) -> None:
    if field.name not in item or (item[field.name] is None and not field.nullable):
        if field.required and draft.before is None:
            draft.refuse("FieldMissing", field.name)
        return
    value = item[field.name]
    if value is None:
        draft.values[field.name] = None
    elif field.parse is not None:
        draft.values[field.name] = field.parse(draft, value, field.name)
    elif field.type is Type.INT:
        number = _integer(draft, value, field.name)
        if number is not None:
            draft.values[field.name] = number
            _check_choice(draft, field, number)
    elif isinstance(value, JSON_TYPES[field.type]):
        draft.values[field.name] = value
    else:
        draft.refuse_type(field.type.value, field.name)


def _check_choice(draft: Draft, field: Field, number: int) -> None:
    if field.choice is None or (number == 0 and field.zero):
        return
    if number <= 0:
        draft.refuse("TooLow", field.name)
    elif not field.choice(draft.account, number):
        draft.refuse("NotSupportedChoice", field.name)


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
            if draft.account.row(link.kind, number) is None:
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
