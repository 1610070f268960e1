"""Leads that are added together with a contact and a company each, past or through the queue of incoming leads."""

from collections.abc import Mapping
from dataclasses import dataclass

from mock_amocrm.api_v4 import bundle, duplicates, validation
from mock_amocrm.api_v4.bundle import Bundle, Stored
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.duplicates import Twins
from mock_amocrm.api_v4.entity import Field, Special, Takes, Type
from mock_amocrm.api_v4.incoming import FORMS, SIP, home, identity, queue
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.api_v4.tables.unsorted_metadata import OF_CATEGORY
from mock_amocrm.api_v4.view import integer
from mock_amocrm.api_v4.writing import refuse_bad

MOST = 50
MOST_VALUES = 40  # of custom fields, in each of the three
CATEGORY = Field(name="category", type=Type.STRING, required=True, among=(SIP, FORMS))
ADDED = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "integer"},
            "contact_id": {"type": ["integer", "null"]},
            "company_id": {"type": ["integer", "null"]},
            "request_id": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            "merged": {"type": "boolean"},
        },
        "required": ["id", "contact_id", "company_id", "request_id", "merged"],
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One item, read."""

    bundle: Bundle
    metadata: Mapping[str, object] | None  # of an incoming lead
    pipeline: int | None  # that it comes into


def add(call: Call, drafts: list[Draft]) -> Answer:
    """Add leads with their contacts and companies."""
    orders = [_read(call, draft) for draft in drafts]
    refuse_bad(drafts)
    # Duplicates are looked for among what was there before, not within the batch.
    known = [duplicates.twins(call, order.bundle) for order in orders]
    answers: dict[int, dict[str, object]] = {}
    marks: dict[int, list[str]] = {}  # of each lead: several items may have become the same one
    for draft, order, found in zip(drafts, orders, known, strict=True):
        stored = _store(call, order, found)
        number = integer(stored.lead, "id")
        marks.setdefault(number, []).append(draft.request_id)
        answers[number] = {
            "id": number,
            "contact_id": stored.contact,
            "company_id": stored.company,
            "request_id": marks[number],
            "merged": found is not None and found.lead is not None,
        }
    return Answer(list(answers.values()))


def _read(call: Call, draft: Draft) -> Order:
    sent = draft.sent.get("_embedded")
    embedded: Mapping[str, object] = sent if isinstance(sent, Mapping) else {}
    lead = {**draft.sent, "_embedded": {name: embedded[name] for name in ("tags", "source") if name in embedded}}
    if not isinstance(sent, Mapping | list | None):
        draft.refuse_type("array", "_embedded")
    metadata, pipeline = None, None
    if embedded.get("metadata") is not None:
        metadata = _metadata(draft, embedded["metadata"])
        lead.pop("status_id", None)  # an incoming lead waits in the incoming stage
    read = bundle.read(call, draft, lead, takes_ids=True)
    if metadata is not None:
        pipeline = home(draft, read.lead.values.get("pipeline_id"))
    _check_size(draft, draft.sent, "")
    for kind in ("contacts", "companies"):
        listed = embedded.get(kind)
        for at, item in enumerate(listed[:1] if isinstance(listed, list) else ()):
            _check_size(draft, item, f"_embedded.{kind}.{at}.")
    return Order(bundle=read, metadata=metadata, pipeline=pipeline)


def _metadata(draft: Draft, sent: object) -> Mapping[str, object]:
    path = "_embedded.metadata"
    complaints = len(draft.errors)
    category = validation.checked_object(draft, (CATEGORY,), sent, path)
    if len(draft.errors) > complaints:
        return {}
    return category | validation.checked_object(draft, OF_CATEGORY[str(category["category"])], sent, path)


def _check_size(draft: Draft, item: object, prefix: str) -> None:
    sent = item.get("custom_fields_values") if isinstance(item, Mapping) else None
    entries = [entry.get("values") for entry in sent if isinstance(entry, dict)] if isinstance(sent, list) else []
    values = [value for listed in entries if isinstance(listed, list) for value in listed]
    validation.at_most(draft, MOST_VALUES, values, f"{prefix}custom_fields_values")


def _store(call: Call, order: Order, found: Twins | None) -> Stored:
    parts = order.bundle
    if found is not None:
        parts = duplicates.with_known_contact(call, parts, found.contact)
        if found.lead is not None:
            return duplicates.go_on_with(call, parts, found.contact, found.lead)
    if order.metadata is None or order.pipeline is None:
        return bundle.keep(call, parts)
    category = str(order.metadata["category"])
    metadata = {name: said for name, said in order.metadata.items() if name != "category"}
    values = {"metadata": metadata, "identity": identity(category, None, metadata)}
    _, stored = queue(call, parts, category=category, pipeline=order.pipeline, values=values)
    return stored


SPECIALS = (
    Special(
        method="POST",
        path="leads/complex",
        handler=add,
        takes=Takes.ARRAY,
        like=LEADS,
        batch_max=MOST,
        answers=ADDED,
    ),
)
