"""Answers to GET: a list and one item of any entity, printed from its table."""

from collections.abc import Sequence

from mock_amocrm.api_v4 import envelope, errors
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.entity import Entity, Envelope, Verb
from mock_amocrm.api_v4.paging import page_links, window
from mock_amocrm.api_v4.selection import select
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.state.account import Row

TRASHED_KEYS = ("id", "updated_at", "updated_by", "is_deleted")  # all that `with=only_deleted` prints


def many(call: Call, entity: Entity, verb: Verb) -> Answer:  # noqa: ARG001 - a handler's signature
    """A list; 204 when nothing is on the page."""
    check_parents(call, entity)
    return listing(call, entity, select(call, entity))


def listing(call: Call, entity: Entity, rows: Sequence[Row]) -> Answer:
    """The page of these rows that the query asks for, or all of them, in the entity's envelope."""
    base = f"{call.origin}/api/v4/{entity.path.format_map(call.ids)}"
    key = entity.embedded_key
    if entity.envelope in (Envelope.TOTAL, Envelope.LINKS):
        if not rows and not entity.shows_empty:
            return NO_CONTENT
        view = call.view()
        items = [show(view, entity, row) for row in rows]
        wrap = envelope.unpaged if entity.envelope is Envelope.TOTAL else envelope.written
        return Answer(wrap(key, items, links={"self": {"href": base}}))
    shown = window(call.query, default=entity.limit, most=entity.limit_max)
    page = rows[shown.slice]
    if not page:
        return NO_CONTENT
    suffix = call.query.page_suffix(page=shown.page, limit=shown.limit) if entity.links_repeat_query else ""
    view = call.view(suffix)
    items = [show(view, entity, row) for row in page]
    if entity.envelope is Envelope.PAGED_TOTALS:
        last = shown.pages(len(rows)) if entity.links_last else None
        links = page_links(base, call.query, shown, has_next=shown.slice.stop < len(rows), last=last)
        return Answer(envelope.paged_with_totals(key, items, shown=shown, links=links, total=len(rows)))
    # amoCRM offers `next` whenever the page came back full, even if nothing follows.
    links = page_links(base, call.query, shown, has_next=len(page) == shown.limit)
    return Answer(envelope.paged(key, items, shown=shown, links=links))


def one(call: Call, entity: Entity, verb: Verb) -> Answer:  # noqa: ARG001 - a handler's signature
    """One item by the ids in the path."""
    check_parents(call, entity)
    row = find(call, entity)
    if row is None:
        if entity.missing is None:
            return NO_CONTENT
        raise errors.missing(entity.missing)
    return Answer(show(call.view(), entity, row))


def find(call: Call, entity: Entity, number: int | None = None) -> Row | None:
    """The row that the path means, or that of an id; of another parent or scope it is not found."""
    if number is None and entity.locate is not None:
        row = entity.locate(call)
        return row if row is not None and may_view(call, entity.kind, row) else None
    row = seen(call, entity.kind, call.ids["id"] if number is None else number)
    if row is None or any(row.get(key) != value for key, value in entity.scope.items()):
        return None
    if any(row.get(parent.key) != call.ids[parent.key] for parent in entity.parents):
        return None
    if entity.owner is not None and row.get(entity.owner) != call.client_id:
        return None
    return row


def seen(call: Call, kind: str, number: int) -> Row | None:
    """A row by its id. One that the user has no right to view is as good as not there, which is a guess."""
    row = call.account.row(kind, number)
    return row if row is not None and may_view(call, kind, row) else None


def may_view(call: Call, kind: str, row: Row) -> bool:
    """Whether the user has the right to view a row."""
    return call.rights is None or call.rights.may("view", kind, row)


def show(view: View, entity: Entity, row: Row) -> envelope.Payload:
    """A row as the API prints it."""
    links = view.links(item_path(view, entity, row))
    if entity.trash and "only_deleted" in view.withs and row.get("is_deleted"):
        return {**{key: row.get(key) for key in TRASHED_KEYS}, "_links": links}
    payload: envelope.Payload = {}
    withs = view.withs
    for field in entity.fields:
        if not field.write_only and (not field.asked or field.name in withs):
            payload[field.name] = row.get(field.name) if field.show is None else field.show(view, row)
    if entity.item_links:
        payload["_links"] = links
    embedded = {
        embed.name: embed.show(view, row)
        for embed in entity.embeds
        if embed.asked_by is None or embed.asked_by in withs
    }
    if embedded:
        payload["_embedded"] = embedded
    return payload


def item_path(view: View, entity: Entity, row: Row) -> str:
    """Where a row lives below /api/v4/; the ids of its parents are columns of its own."""
    if entity.self_path is not None:
        return entity.self_path(view, row)
    path = entity.path.format_map(row) if entity.parents else entity.path
    return f"{path}/{integer(row, 'id')}"


def check_parents(call: Call, entity: Entity) -> None:
    """Raise the 404 of a parent in the path that does not exist."""
    for parent in entity.parents:
        if parent.missing is not None and seen(call, parent.kind, call.ids[parent.key]) is None:
            raise errors.missing(parent.missing)
