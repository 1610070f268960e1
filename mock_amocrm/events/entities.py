"""What happens to leads, contacts, companies and customers."""

from collections.abc import Iterator, Mapping

from mock_amocrm.api_v4.nouns import NOUNS
from mock_amocrm.api_v4.view import ids, integer
from mock_amocrm.events.fields import field_changes
from mock_amocrm.events.happening import Happening
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change

COLUMNS = {
    "responsible_user_id": "entity_responsible_changed",
    "price": "sale_field_changed",
    "name": "name_field_changed",
    "ltv": "ltv_field_changed",
}
LINKS = ("contacts", "companies", "catalog_elements")
NOTHING: Row = {}


def entity_happenings(account: Account, change: Change) -> Iterator[Happening]:
    """Added, deleted, restored, moved, renamed, given to somebody, tagged, linked, filled in."""
    noun, number = NOUNS[change.kind], integer(change.row, "id")
    before, after = change.before, change.after
    if after is None:
        yield Happening(f"{noun}_deleted", noun, number)
        return
    if before is None:
        # amoCRM names the service note that says so; the API has no such notes, so the id is all that there is of it.
        yield Happening(f"{noun}_added", noun, number, after=(account.next_id("notes"),))
    else:
        yield from _column_changes(noun, number, before, after)
        yield from field_changes(account, noun, number, before, after)
    yield from _tag_changes(account, noun, number, before or NOTHING, after)
    yield from _link_changes(account, noun, number, before or NOTHING, after)


def _column_changes(noun: str, number: int, before: Row, after: Row) -> Iterator[Happening]:
    if before.get("is_deleted") is not after.get("is_deleted"):
        if after.get("is_deleted"):
            yield Happening(f"{noun}_deleted", noun, number)
        elif noun != "customer":  # amoCRM has no such event
            yield Happening(f"{noun}_restored", noun, number)
    if noun == "lead":
        was, now = ((integer(row, "pipeline_id"), integer(row, "status_id")) for row in (before, after))
        if was != now:
            yield Happening("lead_status_changed", noun, number, (was,), (now,))
    elif noun == "customer" and before.get("status_id") != after.get("status_id"):
        yield Happening("customer_status_changed", noun, number, _side(before, "status_id"), _side(after, "status_id"))
    for column, kind in COLUMNS.items():
        if before.get(column) != after.get(column):
            yield Happening(kind, noun, number, _side(before, column), _side(after, column))


def _side(row: Row, column: str) -> tuple[object, ...]:
    value = row.get(column)
    return () if value is None else (value,)


def _tag_changes(account: Account, noun: str, number: int, before: Row, after: Row) -> Iterator[Happening]:
    # That tags which come or go together are one event is a guess: its values are arrays.
    gone, new = _difference(before, after, "tags")
    if new:
        yield Happening("entity_tag_added", noun, number, after=_tag_names(account, new))
    if gone:
        yield Happening("entity_tag_deleted", noun, number, before=_tag_names(account, gone))


def _tag_names(account: Account, numbers: list[int]) -> tuple[str, ...]:
    rows = (account.row("tags", number) for number in numbers)
    return tuple(str(row["name"]) for row in rows if row is not None)


def _link_changes(account: Account, noun: str, number: int, before: Row, after: Row) -> Iterator[Happening]:
    """Both ends have an event of their own: so it was seen of a lead that was made with a contact and a company."""
    for kind in LINKS:
        gone, new = _difference(before, after, kind)
        for other in new:
            end = _noun(account, kind, other)
            yield Happening("entity_linked", noun, number, after=((end, other),))
            yield Happening("entity_linked", end, other, after=((noun, number),))
        for other in gone:
            end = _noun(account, kind, other)
            yield Happening("entity_unlinked", noun, number, before=((end, other),))
            yield Happening("entity_unlinked", end, other, before=((noun, number),))


def _noun(account: Account, kind: str, number: int) -> str:
    if kind in NOUNS:
        return NOUNS[kind]
    element: Mapping[str, object] = account.row(kind, number) or NOTHING
    return f"catalog_{element.get('catalog_id')}"


def _difference(before: Row, after: Row, key: str) -> tuple[list[int], list[int]]:
    was, now = ids(before, key), ids(after, key)
    if was == now:
        return [], []
    return [number for number in was if number not in now], [number for number in now if number not in was]
