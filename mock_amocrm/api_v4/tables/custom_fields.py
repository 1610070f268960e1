"""Custom fields: which types each entity can have, what a type needs, what changing a field does to its values."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.custom_fields import field_of
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Parent, Type
from mock_amocrm.api_v4.filters import one_of, text_among
from mock_amocrm.api_v4.tables.currencies import CODES
from mock_amocrm.api_v4.tables.custom_field_groups import DEFAULT, group_of
from mock_amocrm.api_v4.tables.field_definitions import (
    CHAINED_LIST,
    ENUM,
    NESTED,
    REQUIRED_STATUS,
    parse_enums,
    parse_nested,
    parse_required_statuses,
    parse_search_in,
)
from mock_amocrm.api_v4.tables.fields import ACCOUNT, ID, distinct
from mock_amocrm.api_v4.values.rewriting import follow_choices, forget_values
from mock_amocrm.api_v4.values.types import TYPES
from mock_amocrm.api_v4.verbs import (
    CHANGE_MANY_WHOLE,
    CHANGE_ONE_WHOLE,
    CREATE_WHOLE,
    DELETE_ONE,
    LIST,
    ONE,
    for_admins,
)
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.state.account import Row
from mock_amocrm.state.index import Arrangement

CHOSEN = ("select", "multiselect", "radiobutton")
NEEDS: Mapping[str, str] = {  # the column that a type can't do without
    **dict.fromkeys(CHOSEN, "enums"),
    "chained_list": "chained_lists",
    "linked_entity": "search_in",
    "monetary": "currency",
}
ONLY_OF: Mapping[str, tuple[str, ...]] = {  # columns that mean nothing to other types, where they don't count as sent
    "enums": CHOSEN,
    "nested": ("category",),
    "chained_lists": ("chained_list",),
    "search_in": ("linked_entity",),
    "currency": ("monetary",),
    "remind": ("birthday",),
    "tracking_callback": ("tracking_data",),
}


def _stages(name: str) -> Field:
    return Field(
        name=name,
        type=Type.ARRAY,
        nullable=True,
        default=constant(()),
        fields=REQUIRED_STATUS,
        parse=parse_required_statuses,
    )


EVERY = (
    ID,
    Field(name="name", type=Type.STRING, required=True, longest=255),
    Field(name="type", type=Type.STRING, required=True),
    ACCOUNT,
    Field(name="code", type=Type.STRING, nullable=True, longest=255),
    Field(name="sort"),
    Field(name="is_api_only", type=Type.BOOL, default=constant(False)),
    Field(name="enums", type=Type.ARRAY, nullable=True, fields=ENUM, parse=parse_enums),
    Field(name="group_id", type=Type.STRING, nullable=True),
    _stages("required_statuses"),
    Field(name="is_deletable", type=Type.BOOL, default=constant(True), writable=False),
    Field(name="is_predefined", type=Type.BOOL, default=constant(False), writable=False),
    Field(name="entity_type", type=Type.STRING, writable=False),
    Field(name="tracking_callback", type=Type.STRING, nullable=True),
    Field(name="remind", type=Type.STRING, nullable=True, among=("never", "day", "week", "month")),
    Field(name="triggers", type=Type.ARRAY, default=constant(()), writable=False),
    Field(name="currency", type=Type.STRING, nullable=True, among=CODES),
    _stages("hidden_statuses"),
    Field(name="chained_lists", type=Type.ARRAY, nullable=True, fields=CHAINED_LIST),
)
OF_LEADS = (Field(name="is_computed", type=Type.BOOL, default=constant(False), writable=False),)
OF_CATALOGS = (
    Field(name="is_deletable", type=Type.BOOL, default=constant(True)),
    Field(name="catalog_id", writable=False),
    Field(name="is_visible", type=Type.BOOL, default=constant(True)),
    Field(name="is_required", type=Type.BOOL, default=constant(False)),
    Field(name="nested", type=Type.ARRAY, nullable=True, fields=NESTED, parse=parse_nested),
    Field(name="settings", type=Type.ARRAY, nullable=True),
    Field(name="search_in", type=Type.STRING, nullable=True, parse=parse_search_in),
)
IN_ORDER = Arrangement(("entity_type", "catalog_id"), ("sort", "id"))


def keeps_its_type(entity_type: str) -> Callable[[Draft], None]:
    """A new field has a type that such an entity can have; an old one keeps its own."""

    def rule(draft: Draft) -> None:
        sent = draft.values.get("type")
        if not isinstance(sent, str):
            return
        if draft.before is None:
            allowed = sent in TYPES and entity_type in TYPES[sent].entities
        else:
            # amoCRM's own pages never change a field's type; how the API refuses to is a guess.
            allowed = sent == draft.before["type"]
        if not allowed:
            draft.refuse("NotSupportedChoice", "type")

    return rule


def is_complete(draft: Draft) -> None:
    """What the type needs is there, and what it has no use for is left out."""
    kind = str(draft.current("type"))
    for column, types in ONLY_OF.items():
        if kind not in types:
            draft.values.pop(column, None)
    need = NEEDS.get(kind)
    if need is None or any(error["path"].startswith(("type", need)) for error in draft.errors):
        return
    if need in draft.values and not draft.values[need]:
        draft.refuse("IsBlank", need)
    elif draft.before is None and need not in draft.values:
        draft.refuse("FieldMissing", need)


def has_a_free_code(entity_type: str) -> Callable[[Draft], None]:
    """No two fields of an entity share a code; that amoCRM says so with NotUnique is a guess."""

    def rule(draft: Draft) -> None:
        code = draft.values.get("code")
        if isinstance(code, str):
            known = field_of(draft.account, entity_type, code=code, catalog_id=draft.ids.get("catalog_id"))
            if known is not None and (draft.before is None or known["id"] != draft.before["id"]):
                draft.refuse("NotUnique", "code")

    return rule


def is_in_a_group(entity_type: str) -> Callable[[Draft], None]:
    """A group of the same entity; the default one is null, as fields that nobody moved have it."""

    def rule(draft: Draft) -> None:
        group = draft.values.get("group_id")
        if group == DEFAULT:
            draft.values["group_id"] = None
        elif (
            isinstance(group, str) and group_of(draft.account, entity_type, draft.ids.get("catalog_id"), group) is None
        ):
            draft.refuse("NotSupportedChoice", "group_id")

    return rule


def settle(draft: Draft, row: dict[str, object]) -> None:
    """A field without a place comes last."""
    if row["sort"] is None:
        others = draft.account.index("custom_fields", IN_ORDER).group(row["entity_type"], row["catalog_id"])
        row["sort"] = integer(others[-1], "sort") + 1 if others else 1


def change_values(call: Call, draft: Draft, row: Row) -> None:
    """Values of choices follow what has become of the choices."""
    column = TYPES[text(row, "type")].choices
    if column and draft.before is not None and draft.before.get(column) != row.get(column):
        follow_choices(call.account, row, column)


def check_removable(_: Call, row: Row) -> None:
    """Fields that came with the account stay; that amoCRM says so with 403 is a guess."""
    if row["is_deletable"] is not True:
        raise errors.forbidden()


def remove_values(call: Call, row: Row) -> None:
    """A deleted field takes its values with it."""
    forget_values(call.account, row)


def custom_fields_of(entity_type: str, path: str, *extra: Field, catalogs: bool = False) -> Entity:
    """The fields of one entity type; those of catalogs belong to one catalog each."""
    writes = (replace(CREATE_WHOLE, status=201), replace(CHANGE_MANY_WHOLE, status=201), CHANGE_ONE_WHOLE, DELETE_ONE)
    return Entity(
        kind="custom_fields",
        path=f"{path}/custom_fields",
        verbs=(LIST, ONE, *for_admins(*writes)),
        fields=tuple({field.name: field for field in (*EVERY, *extra)}.values()),
        envelope=Envelope.PAGED_TOTALS,
        scope={"entity_type": entity_type} if catalogs else {"entity_type": entity_type, "catalog_id": None},
        parents=(Parent(kind="catalogs", key="catalog_id", missing="Catalog not found"),) if catalogs else (),
        filters={"id": one_of("id"), "type": text_among("type")},
        orders=("sort", "id"),
        limit_max=50,  # the method's own words; its table of parameters says 250
        links_last=True,
        missing="Custom field not found",
        rules=(keeps_its_type(entity_type), is_complete, has_a_free_code(entity_type), is_in_a_group(entity_type)),
        batch_rules=(distinct("code"),),
        settle=settle,
        stored=change_values,
        removable=check_removable,
        removed=remove_values,
    )


LEAD_FIELDS = custom_fields_of("leads", "leads", *OF_LEADS)
CONTACT_FIELDS = custom_fields_of("contacts", "contacts")
COMPANY_FIELDS = custom_fields_of("companies", "companies")
CUSTOMER_FIELDS = custom_fields_of("customers", "customers")
SEGMENT_FIELDS = custom_fields_of("segments", "customers/segments")
CATALOG_FIELDS = custom_fields_of("catalogs", "catalogs/{catalog_id}", *OF_CATALOGS, catalogs=True)
ENTITIES = (LEAD_FIELDS, CONTACT_FIELDS, COMPANY_FIELDS, CUSTOMER_FIELDS, SEGMENT_FIELDS, CATALOG_FIELDS)
