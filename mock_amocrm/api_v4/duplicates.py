"""Duplicate control: what an integration adds is looked for among what there is, where that is switched on for it.

Which rules amoCRM follows is the account's own setting; ours are a guess at the usual ones. A new contact is known by
a phone, of which ten digits count, or an e-mail address; a new lead is known by its contact's lead in the same pipeline
that isn't closed. What is known is enriched: only what it lacked is taken over.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace

from mock_amocrm.api_v4.bundle import Bundle, Stored, keep_company
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.custom_fields import COLUMN, stored_values
from mock_amocrm.api_v4.draft import Draft, TagEdit
from mock_amocrm.api_v4.entity import Entity
from mock_amocrm.api_v4.linking import Pair, attach
from mock_amocrm.api_v4.phone_numbers import DIGITS, phone_key
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.api_v4.tables.stages import SYSTEM
from mock_amocrm.api_v4.view import holders, ids, integer, text
from mock_amocrm.api_v4.writing import store
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.index import Arrangement

KIND = "duplicate_control"
ROW = 1  # of the kind; it has one, whose `clients` are the integrations that it is on for
EVERYBODY = "*"


def is_on(account: Account, client_id: str) -> bool:
    """Whether what an integration adds is looked for."""
    clients = (account.row(KIND, ROW) or {}).get("clients")
    return isinstance(clients, tuple) and (EVERYBODY in clients or client_id in clients)


@dataclass(frozen=True, slots=True)
class Twins:
    """What there is already of a bundle: its contact, and the lead to go on with; their ids."""

    contact: int
    lead: int | None


def twins(call: Call, bundle: Bundle) -> Twins | None:
    """What a bundle is a duplicate of; None where nobody looks or nothing is found."""
    if not is_on(call.account, call.client_id):
        return None
    contact = bundle.contact if isinstance(bundle.contact, int) else _known_contact(call.account, bundle.contact)
    if contact is None:
        return None
    mine = holders(call.account, LEADS.kind, CONTACTS.kind, contact)
    pipeline = bundle.lead.values.get("pipeline_id")
    going_on = [row for row in mine if row["pipeline_id"] == pipeline and row["status_id"] not in SYSTEM]
    return Twins(contact, max((integer(row, "id") for row in going_on), default=None))


def with_known_contact(call: Call, bundle: Bundle, contact: int) -> Bundle:
    """Enrich the contact that is known; the bundle names it from now on."""
    if isinstance(bundle.contact, Draft):
        _enrich(call, CONTACTS, bundle.contact, contact)
    return replace(bundle, contact=contact)


def go_on_with(call: Call, bundle: Bundle, contact: int, lead: int) -> Stored:
    """Enrich the lead that is known, and give it the company if it has none."""
    row = _enrich(call, LEADS, bundle.lead, lead)
    company = next(iter(ids(row, "companies")), None)
    if company is None:
        company = keep_company(call, bundle)
    if company is not None:
        pair = Pair(kind=LEADS.kind, id=lead, to_kind="companies", to_id=company)
        attach(call.account, pair, bundle.lead.author)
    return Stored(lead=row, contact=contact, company=company)


def _known_contact(account: Account, draft: Draft | None) -> int | None:
    wanted = set(_marks(account, draft.values)) if draft is not None else set()
    likely = [row for mark in wanted for row in account.index(CONTACTS.kind, BY_MARK).group(mark)]
    for row in sorted(likely, key=lambda row: integer(row, "id")):
        if not row["is_deleted"] and not row["is_unsorted"] and wanted & set(_marks(account, row)):
            return integer(row, "id")
    return None


def _enrich(call: Call, entity: Entity, draft: Draft, number: int) -> Row:
    row = call.account.row(entity.kind, number)
    assert row is not None  # it was found a moment ago
    known = {entry["field_id"] for entry in stored_values(row)}
    added = tuple(entry for entry in stored_values(draft.values) if entry["field_id"] not in known)
    values: dict[str, object] = {COLUMN: (*stored_values(row), *added) or None}
    if "price" in draft.values and not row.get("price"):
        values["price"] = draft.values["price"]
    draft.before, draft.values = row, values
    draft.tags = TagEdit(add=(*(draft.tags.replace or ()), *draft.tags.add))
    return store(call, entity, draft)


def _marks(account: Account, row: Mapping[str, object]) -> Iterator[str]:
    """By what a contact is known: its phones and e-mail addresses."""
    for entry in stored_values(row):
        field: Row = account.row("custom_fields", integer(entry, "field_id")) or {}
        read = READ.get(text(field, "code"), _nothing)
        yield from filter(None, map(read, _texts(entry)))


def _likely_marks(row: Row) -> tuple[Hashable, ...]:
    """Whatever of a row may be such a mark: a row by itself doesn't know what its fields are called."""
    written = [value for entry in stored_values(row) for value in _texts(entry)]
    return tuple({mark: None for value in written for read in READ.values() if (mark := read(value))})


def _texts(entry: Row) -> list[str]:
    values = entry["values"]
    return [text(value, "value") for value in values] if isinstance(values, tuple) else []


def _phone(written: str) -> str:
    key = phone_key(written)
    return key if len(key) == DIGITS else ""


def _address(written: str) -> str:
    return written.strip().casefold() if "@" in written else ""


def _nothing(_: str) -> str:
    return ""


READ = {"PHONE": _phone, "EMAIL": _address}  # by the code of a field
BY_MARK = Arrangement(derived=_likely_marks)
