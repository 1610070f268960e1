"""Incoming leads as a resource: calls and forms come in, people accept, decline or link what waits."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from mock_amocrm.api_v4 import bundle, envelope
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Embed, Entity, Field, Special, Takes, Type
from mock_amocrm.api_v4.filters import one_of, word_among
from mock_amocrm.api_v4.incoming import FORMS, KIND, QUEUED, SIP, home, identity, is_queued, queue, waiting
from mock_amocrm.api_v4.tables.fields import ACCOUNT, exists, show_linked
from mock_amocrm.api_v4.tables.notes import NOTES
from mock_amocrm.api_v4.tables.unsorted_metadata import OF_CATEGORY, show_metadata
from mock_amocrm.api_v4.verbs import LIST, ONE
from mock_amocrm.api_v4.view import View, ids
from mock_amocrm.api_v4.writing import draft_of, refuse_bad, store
from mock_amocrm.state.account import Row

MISSING = "Unsorted not found"
PEOPLE = ("contacts", "leads", "companies")
COLUMNS = ("source_uid", "source_name", "created_at", "metadata")  # of an entry, as they are sent
REFERENCE = {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id", "_links"]}
EMBEDDED = {
    "type": "object",
    "properties": {kind: {"type": "array", "items": REFERENCE} for kind in PEOPLE},
    "required": ["leads"],
}
TAKEN_IN = {
    "type": "object",
    "properties": {
        "_total_items": {"type": "integer"},
        "_embedded": {
            "type": "object",
            "properties": {
                KIND: {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "uid": {"type": "string"},
                            "account_id": {"type": "integer"},
                            "request_id": {"type": "string"},
                            "_embedded": EMBEDDED,
                        },
                        "required": ["uid", "account_id", "request_id", "_links", "_embedded"],
                    },
                }
            },
            "required": [KIND],
        },
    },
    "required": ["_total_items", "_embedded"],
}


def own_path(_: View, row: Row) -> str:
    """By its uid."""
    return f"leads/unsorted/{row['uid']}"


def by_uid(call: Call) -> Row | None:
    """One that waits."""
    return waiting(call.account, call.names["uid"])


def embedded(view: View, row: Row) -> dict[str, object]:
    """The lead and the people of an entry."""
    return {kind: [view.reference(kind, number) for number in ids(row, kind)] for kind in PEOPLE}


def add(category: str) -> Callable[[Call, list[Draft]], Answer]:
    """Take calls or forms in, all of a batch or none."""

    def take_in(call: Call, drafts: list[Draft]) -> Answer:
        """Put incoming leads into the queue."""
        read = [_read(call, draft) for draft in drafts]
        homes = [home(draft, draft.values.get("pipeline_id")) for draft in drafts]
        marks = [identity(category, draft.values.get("source_uid"), _metadata(draft)) for draft in drafts]
        for at, (draft, mark) in enumerate(zip(drafts, marks, strict=True)):
            # That it is answered so isn't known, only that the same one can't wait twice.
            if not draft.errors and (is_queued(call.account, mark) or mark in marks[:at]):
                draft.refuse("NotUnique", "metadata.uniq" if category == SIP else "metadata")
        refuse_bad(drafts)
        view, items = call.view(), []
        for draft, parts, pipeline, mark in zip(drafts, read, homes, marks, strict=True):
            assert pipeline is not None  # refused otherwise
            own = {name: draft.values[name] for name in COLUMNS if name in draft.values}
            row, _ = queue(call, parts, category=category, pipeline=pipeline, values={**own, "identity": mark})
            if _metadata(draft).get("is_call_event_needed") is True:
                _note_call(call, row, _metadata(draft))
            items.append(
                {
                    "uid": row["uid"],
                    "account_id": call.account.id,
                    "request_id": draft.request_id,
                    "_links": view.links(own_path(view, row)),
                    "_embedded": embedded(view, row),
                }
            )
        href = f"{call.origin}/api/v4/leads/unsorted/{category}"
        return Answer(envelope.unpaged(KIND, items, links={"self": {"href": href}}))

    return take_in


def _read(call: Call, draft: Draft) -> bundle.Bundle:
    sent = draft.sent.get("_embedded")
    if not isinstance(sent, Mapping):
        return bundle.read(call, draft, {}, at="_embedded.leads.0")
    if isinstance(sent.get("lead"), dict):  # so the official library sends it, not in a list of one
        lead, at = dict(sent["lead"]), "_embedded.lead"
    else:
        lead, at = dict(bundle.only(draft, sent, "leads") or {}), "_embedded.leads.0"
    for name in ("pipeline_id", "status_id"):  # an incoming lead waits in the incoming stage
        lead.pop(name, None)
    return bundle.read(call, draft, lead, at=at)


def _metadata(draft: Draft) -> Mapping[str, object]:
    said = draft.values.get("metadata")
    return said if isinstance(said, Mapping) else {}


def _note_call(call: Call, row: Row, said: Mapping[str, object]) -> None:
    notes = NOTES["leads"]
    draft = draft_of(call, {}, 0, kind=notes.kind)
    params = {name: said.get(name) for name in ("uniq", "duration", "link", "call_responsible")}
    params |= {"source": said.get("service_code"), "phone": said.get("from")}
    draft.values = {"entity_id": ids(row, "leads")[0], "note_type": "call_in", "params": params}
    store(call, notes, draft)


UNSORTED = Entity(
    kind=KIND,
    path="leads/unsorted",
    verbs=(LIST, replace(ONE, rule="/{uid:string}")),
    fields=(
        Field(name="uid", type=Type.STRING),
        Field(name="source_uid", type=Type.STRING, nullable=True),
        Field(name="source_name", type=Type.STRING, nullable=True),
        Field(name="category", type=Type.STRING),
        Field(name="pipeline_id"),
        Field(name="created_at"),
        Field(name="metadata", type=Type.OBJECT, show=show_metadata),
        ACCOUNT,
    ),
    embeds=tuple(Embed(name=kind, show=show_linked(kind)) for kind in PEOPLE),
    self_path=own_path,
    scope={"state": QUEUED},
    locate=by_uid,
    filters={"uid": word_among("uid"), "category": word_among("category"), "pipeline_id": one_of("pipeline_id")},
    orders=("created_at", "updated_at"),
    missing=MISSING,
)


def _coming_in(category: str) -> Special:
    people = tuple(Field(name=kind, type=Type.ARRAY) for kind in ("leads", "contacts", "companies"))
    return Special(
        method="POST",
        path=f"leads/unsorted/{category}",
        handler=add(category),
        takes=Takes.ARRAY,
        fields=(
            Field(name="source_uid", type=Type.STRING, required=True),
            Field(name="source_name", type=Type.STRING, required=True),
            Field(name="pipeline_id", choice=exists("pipelines")),
            Field(name="created_at"),
            Field(name="metadata", type=Type.OBJECT, required=True, fields=OF_CATEGORY[category]),
            Field(name="_embedded", type=Type.OBJECT, required=category == SIP, fields=people),
        ),
        answers=TAKEN_IN,
    )


ENTITIES = (UNSORTED,)
SPECIALS = tuple(map(_coming_in, (SIP, FORMS)))
