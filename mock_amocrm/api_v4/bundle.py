"""A lead that comes with a contact and a company, each whole or by its id, in one item of a write."""

from collections.abc import Mapping
from dataclasses import dataclass

from mock_amocrm.api_v4 import validation
from mock_amocrm.api_v4.body import Item
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity
from mock_amocrm.api_v4.tables.companies import COMPANIES
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.api_v4.validation import at_most
from mock_amocrm.api_v4.view import integer
from mock_amocrm.api_v4.writing import draft_of, require, store
from mock_amocrm.state.account import Row

Part = Draft | int | None  # of a bundle: a new entity, the id of one that there is, or none


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What one item describes."""

    lead: Draft
    contact: Part
    company: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What has become of a bundle."""

    lead: Row
    contact: int | None
    company: int | None


def read(call: Call, draft: Draft, lead: Item, *, at: str = "", takes_ids: bool = False) -> Bundle:
    """The drafts of a bundle; what is wrong with them is told of the item. `at` is where the lead stands in it."""
    sent = draft.sent.get("_embedded")
    embedded: Mapping[str, object] = sent if isinstance(sent, Mapping) else {}
    return Bundle(
        lead=inside(call, draft, LEADS, lead, at),
        contact=_part(call, draft, CONTACTS, embedded, takes_ids=takes_ids),
        company=_part(call, draft, COMPANIES, embedded, takes_ids=takes_ids),
    )


def inside(call: Call, draft: Draft, entity: Entity, item: Item, at: str) -> Draft:
    """The draft of a new entity inside an item of another kind, with its errors noted at their place there."""
    require(call, "add", entity.kind, {})
    inner = draft_of(call, item, 0, kind=entity.kind)
    validation.check(inner, entity, item)
    prefix = f"{at}." if at else ""
    draft.errors += [{**error, "path": prefix + error["path"]} for error in inner.errors]
    return inner


def only(draft: Draft, embedded: Mapping[str, object], name: str) -> Item | None:
    """The one object of a list inside `_embedded`; more than one are refused."""
    path, sent = f"_embedded.{name}", embedded.get(name)
    if sent is None:
        return None
    if not isinstance(sent, list):
        draft.refuse_type("array", path)
        return None
    at_most(draft, 1, sent, path)
    first = sent[0] if sent else None
    if first is not None and not isinstance(first, dict):
        draft.refuse_type("array", f"{path}.0")
        return None
    return first


def keep(call: Call, bundle: Bundle, *, is_unsorted: bool = False) -> Stored:
    """Store all of it. A contact and a company that are both new belong together."""
    hidden = {"is_unsorted": True} if is_unsorted else {}
    company = keep_company(call, bundle, **hidden)
    both_new = isinstance(bundle.contact, Draft) and isinstance(bundle.company, Draft)
    contact = _kept(call, CONTACTS, bundle.contact, {**hidden, **({"companies": (company,)} if both_new else {})})
    values = bundle.lead.values
    values["companies"] = () if company is None else (company,)
    values["contacts"] = () if contact is None else (contact,)
    values["main_contact_id"] = contact
    return Stored(lead=store(call, LEADS, bundle.lead), contact=contact, company=company)


def keep_company(call: Call, bundle: Bundle, **values: object) -> int | None:
    """The id of the company, which is stored if it is new."""
    return _kept(call, COMPANIES, bundle.company, values)


def _part(
    call: Call, draft: Draft, entity: Entity, embedded: Mapping[str, object], *, takes_ids: bool
) -> Draft | int | None:
    item = only(draft, embedded, entity.kind)
    if item is None:
        return None
    path = f"_embedded.{entity.kind}.0"
    if takes_ids and item.get("id") is not None:
        known = validation.existing(draft, item, find=lambda number: draft.seen(entity.kind, number), at=path)
        return None if known is None else integer(known, "id")
    return inside(call, draft, entity, item, path)


def _kept(call: Call, entity: Entity, part: Part, values: Mapping[str, object]) -> int | None:
    if not isinstance(part, Draft):
        return part
    part.values |= values
    return integer(store(call, entity, part), "id")
