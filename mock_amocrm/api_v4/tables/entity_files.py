"""Files of entities: which files of the drive belong to a lead, a contact, a company, a customer, a catalog element."""

from collections.abc import Callable
from dataclasses import dataclass

from mock_amocrm.api_v4 import envelope, errors
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Special, Takes, Type
from mock_amocrm.api_v4.paging import window
from mock_amocrm.api_v4.stored_files import find_file
from mock_amocrm.api_v4.view import integer
from mock_amocrm.api_v4.writing import refuse_bad
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.index import Arrangement
from mock_amocrm.whole_number import whole_number

KIND = "entity_files"
OF_AN_ENTITY = Arrangement(("entity_type", "entity_id"))
OF_A_FILE = Arrangement(("file_uuid",))
ITEM = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "file_uuid": {"type": "string"}},
    "required": ["id", "file_uuid"],
}
FILES = {
    "type": "object",
    "properties": {
        "_links": {"type": "object"},
        "_embedded": {"type": "object", "properties": {"files": {"type": "array", "items": ITEM}}},
    },
    "required": ["_links", "_embedded"],
}
LINKED = {
    "type": "object",
    "properties": {"file_uuid": {"type": "string"}, "entities": {"type": "array"}},
    "required": ["file_uuid", "entities"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Entities of one kind, and where they live."""

    kind: str
    path: str
    key: str  # of the entity's id in the path


def read(owner: Owner) -> Callable[[Call, list[Draft]], Answer]:
    """The newest files of an entity first; `before_id` goes on from there."""

    def files(call: Call, _: list[Draft]) -> Answer:
        """Files of an entity."""
        number = _entity(call, owner)
        rows = [*reversed(call.account.index(KIND, OF_AN_ENTITY).group(owner.kind, number))]
        before = whole_number(call.query.scalar("before_id") or "")
        if before is not None:
            rows = [row for row in rows if integer(row, "id") < before]
        limit = window(call.query, default=50, most=250).limit
        page = rows[:limit]
        if not page:
            return NO_CONTENT
        base = f"{call.origin}/api/v4/{owner.path.format_map(call.ids)}/files"
        links: dict[str, object] = {"self": {"href": f"{base}?limit={limit}"}}
        if len(rows) > limit:
            links["next"] = {"href": f"{base}?limit={limit}&before_id={page[-1]['id']}"}
        items: list[envelope.Payload] = [{"file_uuid": row["file_uuid"], "id": row["id"]} for row in page]
        return Answer(envelope.written("files", items, links=links))

    return files


def attach(owner: Owner) -> Callable[[Call, list[Draft]], Answer]:
    """Give files to an entity; what it has already stays as it is."""

    def put(call: Call, drafts: list[Draft]) -> Answer:
        """Attach files to an entity."""
        number = _entity(call, owner)
        wanted = _files(call, drafts)
        held = {row["file_uuid"] for row in call.account.index(KIND, OF_AN_ENTITY).group(owner.kind, number)}
        for uid in wanted:
            if uid not in held:
                values = {"entity_type": owner.kind, "entity_id": number, "file_uuid": uid}
                row = {"id": call.account.next_id(KIND), **values}
                call.commit(KIND, None, row)
        return Answer(None, 202)

    return put


def detach(owner: Owner) -> Callable[[Call, list[Draft]], Answer]:
    """Take files from an entity; they stay on the drive."""

    def take(call: Call, drafts: list[Draft]) -> Answer:
        """Detach files from an entity."""
        number = _entity(call, owner)
        wanted = set(_files(call, drafts))
        for row in list(call.account.index(KIND, OF_AN_ENTITY).group(owner.kind, number)):
            if row["file_uuid"] in wanted:
                call.commit(KIND, row, None)
        return Answer(None, 202)

    return take


def links(call: Call, _: list[Draft]) -> Answer:
    """Whose a file is; amoCRM tells it by names of the API before this one."""
    uid = call.names["file_uuid"]
    found = [_told(call.account, row) for row in call.account.index(KIND, OF_A_FILE).group(uid)]
    return Answer({"file_uuid": uid, "entities": [each for each in found if each is not None]})


def _told(account: Account, row: Row) -> dict[str, object] | None:
    entity = account.row(str(row["entity_type"]), integer(row, "entity_id"))
    if entity is None:
        return None
    return {
        "id": entity["id"],
        "type": row["entity_type"],
        "name": entity.get("name"),
        "main_user_id": entity.get("responsible_user_id"),
        "date_create": entity.get("created_at"),
        "date_update": entity.get("updated_at"),
    }


def _entity(call: Call, owner: Owner) -> int:
    number = call.ids[owner.key]
    row = call.account.row(owner.kind, number)
    if row is None or row.get("catalog_id") != call.ids.get("catalog_id", row.get("catalog_id")):
        raise errors.missing("Entity not found")
    return number


def _files(call: Call, drafts: list[Draft]) -> list[object]:
    for draft in drafts:
        if find_file(call.account, draft.values["file_uuid"]) is None:
            draft.refuse("NotSupportedChoice", "file_uuid")
    refuse_bad(drafts)
    return [draft.values["file_uuid"] for draft in drafts]


def specials(owner: Owner) -> tuple[Special, ...]:
    """The three methods of one kind."""
    path, uuids = f"{owner.path}/files", (Field(name="file_uuid", type=Type.STRING, required=True),)
    return (
        Special(method="GET", path=path, handler=read(owner), answers=FILES, query=("limit", "before_id")),
        Special(method="PUT", path=path, handler=attach(owner), status=202, takes=Takes.ARRAY, fields=uuids),
        Special(method="DELETE", path=path, handler=detach(owner), status=202, takes=Takes.ARRAY, fields=uuids),
    )


OWNERS = (
    *(
        Owner(kind=kind, path=f"{kind}/{{entity_id}}", key="entity_id")
        for kind in ("leads", "contacts", "companies", "customers")
    ),
    Owner(kind="catalog_elements", path="catalogs/{catalog_id}/{element_id}", key="element_id"),
)
SPECIALS = (
    *(special for owner in OWNERS for special in specials(owner)),
    Special(method="GET", path="files/{file_uuid:string}/links", handler=links, answers=LINKED),
)
