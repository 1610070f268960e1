"""Links as resources: read, made and taken away, for one entity or for many at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mock_amocrm.api_v4 import envelope, errors
from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Special, Takes, Type
from mock_amocrm.api_v4.linking import BONDS, Pair, attach, detach, metadata, pairs_of
from mock_amocrm.api_v4.query import numbers
from mock_amocrm.api_v4.reading import seen
from mock_amocrm.api_v4.tables.fields import exists
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.api_v4.writing import refuse_bad, require
from mock_amocrm.state.account import Row

KINDS = ("leads", "contacts", "companies", "customers")
METADATA = (
    Field(name="catalog_id"),
    Field(name="quantity", type=Type.FLOAT),
    Field(name="is_main", type=Type.BOOL),
    Field(name="updated_by", choice=exists("users"), zero=True),
    Field(name="price_id", nullable=True, choice=exists("custom_fields")),
)
FILTERS = ("filter[to_entity_id]", "filter[to_entity_type]", "filter[to_catalog_id]")
LINK = {
    "type": "object",
    "properties": {
        "entity_id": {"type": "integer"},
        "entity_type": {"enum": [*KINDS, "catalog_elements"]},
        "to_entity_id": {"type": "integer"},
        "to_entity_type": {"enum": [*KINDS, "catalog_elements"]},
        "metadata": {
            "type": ["object", "null"],
            "properties": {
                "main_contact": {"type": "boolean"},
                "quantity": {"type": "number"},
                "catalog_id": {"type": "integer"},
                "price_id": {"type": ["integer", "null"]},
            },
        },
    },
    "required": ["to_entity_id", "to_entity_type", "metadata"],
}
LINKS = {
    "type": "object",
    "properties": {
        "_total_items": {"type": "integer"},
        "_embedded": {
            "type": "object",
            "properties": {"links": {"type": "array", "items": LINK}},
            "required": ["links"],
        },
    },
    "required": ["_total_items", "_links", "_embedded"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Whose links an address is about."""

    kind: str
    path: str  # of one entity or of all of the kind, below /api/v4/
    key: str | None = None  # the entity's id in the path; None is the mass form, whose items name it


def read(side: Side) -> Callable[[Call, list[Draft]], Answer]:
    """Everything that the entities are linked to; one that has no links, or doesn't exist, adds nothing."""

    def links(call: Call, _: list[Draft]) -> Answer:
        """Links of entities."""
        wanted = _wanted(call, side)
        sought = [call.ids[side.key]] if side.key else numbers(call.query.branch("filter").get("entity_id", ""))
        if not sought:
            raise errors.refused("FieldMissing", "filter.entity_id")
        named = [number for number in sought if seen(call, side.kind, number) is not None]
        pairs = [pair for number in named for pair in pairs_of(call.account, side.kind, number) if wanted(pair)]
        return _answer(call, side, pairs, names_both=side.key is None)

    return links


def link(side: Side) -> Callable[[Call, list[Draft]], Answer]:
    """Link what exists to what exists; one bad item refuses them all."""

    def make(call: Call, drafts: list[Draft]) -> Answer:
        """Link entities."""
        pairs = _pairs(call, side, drafts)
        for pair, draft in zip(pairs, drafts, strict=True):
            said = _metadata(draft)
            detail = {name: said[name] for name in ("quantity", "price_id") if said.get(name) is not None}
            attach(call.account, pair, _author(call, draft), is_main=said.get("is_main") is True, detail=detail)
        return _answer(call, side, pairs, names_both=True)

    return make


def unlink(side: Side) -> Callable[[Call, list[Draft]], Answer]:
    """Take links away; one that isn't there is away already."""

    def take_away(call: Call, drafts: list[Draft]) -> Answer:
        """Unlink entities."""
        for pair, draft in zip(_pairs(call, side, drafts), drafts, strict=True):
            detach(call.account, pair, _author(call, draft))
        return NO_CONTENT

    return take_away


def _wanted(call: Call, side: Side) -> Callable[[Pair], bool]:
    asked = call.query.branch("filter")
    number, kind, catalog = asked.get("to_entity_id"), asked.get("to_entity_type"), asked.get("to_catalog_id")
    if (number is None) is not (kind is None):
        raise errors.refused("FieldMissing", "filter.to_entity_type" if kind is None else "filter.to_entity_id")
    if kind is not None and (not isinstance(kind, str) or kind not in BONDS[side.kind]):
        raise errors.refused("NotSupportedChoice", "filter.to_entity_type")
    if kind == "catalog_elements" and catalog is None:
        raise errors.refused("FieldMissing", "filter.to_catalog_id")
    wanted, catalogs = numbers(number or ""), numbers(catalog or "")

    def fits(pair: Pair) -> bool:
        if kind is not None and (pair.to_kind != kind or pair.to_id not in wanted):
            return False
        element: Row = call.account.row(pair.to_kind, pair.to_id) or {}
        return catalog is None or element.get("catalog_id") in catalogs

    return fits


def _pairs(call: Call, side: Side, drafts: list[Draft]) -> list[Pair]:
    found = [_pair(call, side, draft) for draft in drafts]
    refuse_bad(drafts)
    return [pair for pair in found if pair is not None]


def _pair(call: Call, side: Side, draft: Draft) -> Pair | None:
    if draft.errors:
        return None
    number = call.ids[side.key] if side.key else integer(draft.values, "entity_id")
    to_kind, to_number = text(draft.values, "to_entity_type"), integer(draft.values, "to_entity_id")
    owner = draft.seen(side.kind, number)
    if owner is None or owner.get("catalog_id") != call.ids.get("catalog_id", owner.get("catalog_id")):
        draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", "entity_id")
    else:
        require(call, "edit", side.kind, owner)
    if draft.seen(to_kind, to_number) is None:
        draft.refuse("NotSupportedChoice" if to_number > 0 else "TooLow", "to_entity_id")
    said, element = _metadata(draft), call.account.row(to_kind, to_number)
    quantity = said.get("quantity")
    if isinstance(quantity, int | float) and quantity <= 0:
        draft.refuse("TooLow", "metadata.quantity")
    if to_kind == "catalog_elements" and element is not None and element["catalog_id"] != said.get("catalog_id"):
        code = "FieldMissing" if said.get("catalog_id") is None else "NotSupportedChoice"
        draft.refuse(code, "metadata.catalog_id")
    return None if draft.errors else Pair(kind=side.kind, id=number, to_kind=to_kind, to_id=to_number)


def _metadata(draft: Draft) -> Mapping[str, object]:
    said = draft.values.get("metadata")
    return said if isinstance(said, Mapping) else {}


def _author(call: Call, draft: Draft) -> Author:
    user = _metadata(draft).get("updated_by")
    return Author(user_id=user if isinstance(user, int) else call.user_id, now=call.author.now)


def _answer(call: Call, side: Side, pairs: list[Pair], *, names_both: bool) -> Answer:
    items = []
    for pair in pairs:
        item: envelope.Payload = {"entity_id": pair.id, "entity_type": pair.kind} if names_both else {}
        item |= {"to_entity_id": pair.to_id, "to_entity_type": pair.to_kind}
        items.append({**item, "metadata": metadata(call.account, pair)})
    href = f"{call.origin}/api/v4/{side.path.format_map(call.ids)}/links"
    return Answer(envelope.unpaged("links", items, links={"self": {"href": href}}))


def specials(side: Side) -> tuple[Special, ...]:
    """The three methods of one address."""
    fields = (
        *(() if side.key else (Field(name="entity_id", required=True),)),
        Field(name="to_entity_id", required=True),
        Field(name="to_entity_type", type=Type.STRING, required=True, among=BONDS[side.kind]),
        Field(name="metadata", type=Type.OBJECT, fields=METADATA),
    )
    filters = (() if side.key else ("filter[entity_id][]",)) + FILTERS
    return (
        Special(method="GET", path=f"{side.path}/links", handler=read(side), answers=LINKS, query=filters),
        Special(
            method="POST",
            path=f"{side.path}/link",
            handler=link(side),
            takes=Takes.ARRAY,
            fields=fields,
            answers=LINKS,
        ),
        Special(
            method="POST",
            path=f"{side.path}/unlink",
            handler=unlink(side),
            takes=Takes.ARRAY,
            fields=fields,
            status=204,
        ),
    )


SIDES = (
    *(Side(kind=kind, path=f"{kind}/{{entity_id}}", key="entity_id") for kind in KINDS),
    *(Side(kind=kind, path=kind) for kind in KINDS),
    Side(kind="catalog_elements", path="catalogs/{catalog_id}/elements/{id}", key="id"),
)
SPECIALS = tuple(special for side in SIDES for special in specials(side))
