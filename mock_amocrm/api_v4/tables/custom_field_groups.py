"""Groups of custom fields: tabs of a card, of which every account has some; fields are moved between them."""

from collections.abc import Callable
from dataclasses import replace

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Parent, Type
from mock_amocrm.api_v4.verbs import CHANGE_ONE_WHOLE, CREATE_WHOLE, DELETE_ONE, LIST, ONE, for_admins
from mock_amocrm.api_v4.view import View, text
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.state.index import Arrangement

KIND = "custom_field_groups"
DEFAULT = "default"  # the main group, whose fields have null for a group
STATISTIC = "statistic"
OWN, LINKED = "custom_field_group", "linked_group"
BY_UID = Arrangement(("entity_type", "catalog_id", "uid"))
GROUPED = Arrangement(("entity_type", "catalog_id", "group_id"), ("sort", "id"))


def group_of(account: Account, entity_type: str, catalog_id: int | None, uid: str) -> Row | None:
    """A group by the text that is its id."""
    found = account.index(KIND, BY_UID).group(entity_type, catalog_id, uid)
    return found[0] if found else None


def fields_in(account: Account, group: Row) -> list[Row]:
    """The fields of a group, in order."""
    uid = None if group["uid"] == DEFAULT else group["uid"]
    return list(account.index("custom_fields", GROUPED).group(group["entity_type"], group["catalog_id"], uid))


def show_uid(_: View, row: Row) -> object:
    """The id that the API knows is a text."""
    return row["uid"]


def show_fields(view: View, row: Row) -> object:
    """The ids of the group's fields."""
    return [field["id"] for field in fields_in(view.account, row)]


def parse_fields(draft: Draft, sent: object, path: str) -> object:
    """Ids of fields of the same entity."""
    if not isinstance(sent, list):
        draft.refuse_type("array", path)
        return None
    scope = ("entity_type", "catalog_id")
    home = [draft.before[column] for column in scope] if draft.before is not None else None
    for at, number in enumerate(sent):
        if isinstance(number, bool) or not isinstance(number, int):
            draft.refuse_type("int", f"{path}.{at}")
            continue
        field = draft.account.row("custom_fields", number)
        if field is None or [field[column] for column in scope] != home:
            draft.refuse("NotSupportedChoice", f"{path}.{at}")
    return tuple(number for number in sent if isinstance(number, int))


def settle(_: Draft, row: dict[str, object]) -> None:
    """A new group gets its text of an id; what was moved into it is no column of it."""
    row.setdefault("uid", f"{row['entity_type']}_{row['id']}")
    row.pop("fields", None)


def move_fields(call: Call, draft: Draft, row: Row) -> None:
    """Fields that were named are in this group now; those that were in it stay."""
    moved = draft.values.get("fields")
    group = None if row["uid"] == DEFAULT else row["uid"]
    for number in moved if isinstance(moved, tuple) else ():
        put_into(call, call.account.row("custom_fields", number), group)


def put_into(call: Call, field: Row | None, group: object) -> None:
    """Another group for a field."""
    if field is not None and field["group_id"] != group:
        now = call.account.clock.now()
        call.account.commit(Change("custom_fields", field, {**field, "group_id": group}, call.user_id, now))


def check_removable(_: Call, row: Row) -> None:
    """Groups that came with the account stay; that amoCRM says so with 403 is a guess."""
    if row["is_predefined"] is True:
        raise errors.forbidden()


def free_fields(call: Call, row: Row) -> None:
    """Fields of a deleted group go to the main one, which is a guess."""
    for field in fields_in(call.account, row):
        put_into(call, field, None)


def by_path(entity_type: str) -> Callable[[Call], Row | None]:
    """One group of an entity by the text in the path."""
    return lambda call: group_of(call.account, entity_type, call.ids.get("catalog_id"), call.names["id"])


def own_path(path: str) -> Callable[[View, Row], str]:
    """Where a group lives."""
    return lambda _, row: f"{path.format_map(row)}/{text(row, 'uid')}"


def groups_of(entity_type: str, path: str, *, catalogs: bool = False) -> Entity:
    """The groups of one entity type; those of catalogs belong to one catalog each."""
    below = f"{path}/custom_fields/groups"
    one = replace(ONE, rule="/{id:string}")
    change = replace(CHANGE_ONE_WHOLE, rule="/{id:string}")
    delete = replace(DELETE_ONE, rule="/{id:string}")
    return Entity(
        kind=KIND,
        path=below,
        verbs=(LIST, one, *for_admins(replace(CREATE_WHOLE, status=201), change, delete)),
        fields=(
            Field(name="id", type=Type.STRING, writable=False, show=show_uid),
            Field(name="name", type=Type.STRING, required=True, longest=255),
            Field(name="is_predefined", type=Type.BOOL, default=constant(False), writable=False),
            Field(name="type", type=Type.STRING, default=constant(OWN), writable=False),
            Field(name="entity_type", type=Type.STRING, writable=False),
            Field(name="sort", required=True),
            Field(name="fields", type=Type.ARRAY, parse=parse_fields, show=show_fields),
        ),
        envelope=Envelope.TOTAL,
        shows_empty=True,
        self_path=own_path(below),
        scope={"entity_type": entity_type} if catalogs else {"entity_type": entity_type, "catalog_id": None},
        parents=(Parent(kind="catalogs", key="catalog_id", missing="Catalog not found"),) if catalogs else (),
        locate=by_path(entity_type),
        default_order=("sort", "id"),
        missing="Custom field group not found",
        settle=settle,
        stored=move_fields,
        removable=check_removable,
        removed=free_fields,
    )


CARDS = tuple(groups_of(kind, kind) for kind in ("leads", "contacts", "companies", "customers"))
ENTITIES = (*CARDS, groups_of("catalogs", "catalogs/{catalog_id}", catalogs=True))
