"""Catalogs: lists of elements that leads and customers can have; those of goods and of invoices know their fields."""

from collections import Counter
from dataclasses import replace

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Type, fresh_row
from mock_amocrm.api_v4.filters import word_among
from mock_amocrm.api_v4.tables.catalog_fields import add_fields
from mock_amocrm.api_v4.tables.custom_field_groups import CARDS, LINKED
from mock_amocrm.api_v4.tables.fields import ACCOUNT, AUTHORSHIP, ID
from mock_amocrm.api_v4.verbs import CHANGE_MANY_WHOLE, CHANGE_ONE_WHOLE, CREATE_WHOLE, LIST, ONE
from mock_amocrm.api_v4.view import integer
from mock_amocrm.state.account import Account, Row

MOST = 10
REGULAR, INVOICES, PRODUCTS, SUPPLIERS = TYPES = ("regular", "invoices", "products", "suppliers")
AT_MOST_ONE = (INVOICES, PRODUCTS)
LEAD_GROUPS = CARDS[0]
STEP = 10  # between the places of new catalogs


def catalog_of(account: Account, kind: str) -> Row | None:
    """The first catalog of a type."""
    return next((row for row in account.rows("catalogs") if row["type"] == kind), None)


def admit(call: Call, more: int) -> None:
    """An account has no place for more than ten."""
    if call.account.count("catalogs") + more > MOST:
        raise errors.unprocessable(f"Limit {MOST} catalogs per account")


def check_types(drafts: list[Draft]) -> None:
    """One catalog of goods and one of invoices are enough for an account."""
    sent = Counter(draft.values.get("type") for draft in drafts if draft.before is None)
    for kind in AT_MOST_ONE:
        if sent[kind] and sent[kind] + sum(row["type"] == kind for row in drafts[0].account.rows("catalogs")) > 1:
            raise errors.unprocessable(f"Limit 1 catalog of type {kind} per account")


def need_a_name(draft: Draft) -> None:
    """A change names the catalog again; its type and its widget stay what they were."""
    if draft.before is not None:
        if draft.sent.get("name") is None:
            draft.refuse("FieldMissing", "name")
        draft.values.pop("type", None)
        draft.values.pop("sdk_widget_code", None)


def settle(draft: Draft, row: dict[str, object]) -> None:
    """Without a place of its own a catalog comes last."""
    if row["sort"] is None:
        row["sort"] = max((integer(other, "sort") for other in draft.account.rows("catalogs")), default=0) + STEP


def furnish(call: Call, draft: Draft, row: Row) -> None:
    """A new catalog of goods has its fields, and a tab of its own on the card of a lead; one of invoices its fields."""
    if draft.before is not None:
        return
    add_fields(call.account, row, draft.author)
    if row["type"] == PRODUCTS:
        values = {"uid": str(row["id"]), "name": row["name"], "type": LINKED, "sort": 1, "is_predefined": True}
        group = fresh_row(LEAD_GROUPS, call.account.next_id(LEAD_GROUPS.kind), draft.author, values)
        call.commit(LEAD_GROUPS.kind, None, group)


def _flag(name: str, *, writable: bool = True) -> Field:
    return Field(name=name, type=Type.BOOL, default=constant(True), writable=writable)


CATALOGS = Entity(
    kind="catalogs",
    path="catalogs",
    verbs=(
        LIST,
        ONE,
        *(replace(verb, envelope=Envelope.LINKS) for verb in (CREATE_WHOLE, CHANGE_MANY_WHOLE)),
        CHANGE_ONE_WHOLE,
    ),
    fields=(
        ID,
        Field(name="name", type=Type.STRING, required=True, longest=255),
        *AUTHORSHIP,
        Field(name="sort"),
        Field(name="type", type=Type.STRING, default=constant(REGULAR), among=TYPES),
        _flag("can_add_elements"),
        _flag("can_show_in_cards"),
        _flag("can_link_multiple"),
        _flag("can_be_deleted", writable=False),
        Field(name="sdk_widget_code", type=Type.STRING, nullable=True),
        ACCOUNT,
    ),
    root_filters={"type": word_among("type")},
    missing="Catalog not found",
    admit=admit,
    rules=(need_a_name,),
    batch_rules=(check_types,),
    settle=settle,
    stored=furnish,
)
