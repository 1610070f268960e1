"""Calls: logged on the card of whoever has the number, and shown to users while the phone rings."""

import uuid
from collections.abc import Mapping

from mock_amocrm.api_v4 import envelope
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Special, Takes, Type
from mock_amocrm.api_v4.nouns import NOUNS
from mock_amocrm.api_v4.phone_numbers import Card, card_of
from mock_amocrm.api_v4.reading import may_view
from mock_amocrm.api_v4.tables.fields import AUTHORSHIP, RESPONSIBLE
from mock_amocrm.api_v4.tables.note_types import CALL
from mock_amocrm.api_v4.tables.notes import NOTES
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.api_v4.writing import store
from mock_amocrm.problems import PROBLEM_JSON, Problem
from mock_amocrm.state.account import Row

DIRECTIONS = {"inbound": "call_in", "outbound": "call_out"}
ELEMENT_TYPES = {"contacts": 1, "leads": 2, "companies": 3, "customers": 12}  # as API v2 numbers them
PARAMS = tuple(field.name for field in CALL)


def log(call: Call, drafts: list[Draft]) -> Answer:
    """Add calls to the feeds where they belong; those whose number nobody has are not added.

    When none is added the answer is a 400, as it was seen in amocrm/amocrm-api-php#52; that an error has more keys
    than its title is a guess.
    """
    logged: list[envelope.Payload] = []
    errors: list[envelope.Payload] = []
    for draft in drafts:
        card = _card(call, text(draft.values, "phone"))
        if card is None:
            wrong = "Entity not found"
            errors.append({"title": wrong, "detail": wrong, "request_id": draft.request_id})
        else:
            logged.append(_logged(call, draft, card))
    payload: envelope.Payload = {"_total_items": len(logged), "errors": errors, "_embedded": {"calls": logged}}
    if not logged:
        raise Problem(400, payload, content_type=PROBLEM_JSON)
    return Answer(payload)


def _card(call: Call, phone: str) -> Card | None:
    """A card that the user has no right to view is as good as not there, which is a guess."""
    card = card_of(call.account, phone)
    return card if card is not None and may_view(call, card.kind, card.row) else None


def _logged(call: Call, draft: Draft, card: Card) -> envelope.Payload:
    sent = draft.values
    note = Draft(account=call.account, author=draft.author, kind="notes", request_id=draft.request_id)
    note.values = {
        **{name: value for name, value in sent.items() if name not in PARAMS and name != "direction"},
        "entity_id": card.id,
        "note_type": DIRECTIONS[text(sent, "direction")],
        "params": {name: sent[name] for name in PARAMS if name in sent},
    }
    row: Row = store(call, NOTES[card.kind], note)
    return {
        "id": integer(row, "id"),
        "entity_id": card.id,
        "entity_type": NOUNS[card.kind],
        "account_id": call.account.id,
        "request_id": draft.request_id,
        "_embedded": {"entity": call.view().reference(card.kind, card.id)},
    }


def pop_up(call: Call, drafts: list[Draft]) -> Answer:
    """Show users whose call is coming in; for a number that nobody has the card would offer to make a contact.

    What the answer says then isn't known: zeros are a guess.
    """
    items: list[envelope.Payload] = []
    added = drafts[0].values["add"]
    assert isinstance(added, tuple)  # a required list of objects
    for item in added:
        phone = str(item["phone_number"])
        card = _card(call, phone)
        items.append(
            {
                "element_id": 0 if card is None else card.id,
                "element_type": 0 if card is None else ELEMENT_TYPES[card.kind],
                "uid": uuid.uuid4().hex,
                "phone_number": phone,
            }
        )
    links: envelope.Payload = {"self": {"href": f"{call.origin}/api/v2/events", "method": "post"}}
    return Answer(envelope.written("items", items, links=links))


def parse_phone(draft: Draft, value: object, path: str) -> object:
    """A number as text; API v2 takes it as a number too."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        draft.refuse_type("string", path)
    return str(value)


def _answers(key: str, item: Mapping[str, object], **more: object) -> dict[str, object]:
    embedded = {"type": "object", "properties": {key: {"type": "array", "items": item}}, "required": [key]}
    return {"type": "object", "properties": {"_embedded": embedded, **more}, "required": sorted(("_embedded", *more))}


NUMBER, TEXT = {"type": "integer"}, {"type": "string"}
LOGGED = {
    "type": "object",
    "properties": {
        "id": NUMBER,
        "entity_id": NUMBER,
        "entity_type": {"enum": sorted(NOUNS.values())},
        "account_id": NUMBER,
        "request_id": TEXT,
    },
    "required": ["_embedded", "account_id", "entity_id", "entity_type", "id", "request_id"],
}
ERRORS = {"type": "array", "items": {"type": "object", "properties": {"title": TEXT, "request_id": TEXT}}}
ANSWER = _answers("calls", LOGGED, _total_items=NUMBER, errors=ERRORS)
POPPED = {
    "type": "object",
    "properties": {"element_id": NUMBER, "element_type": NUMBER, "uid": TEXT, "phone_number": TEXT},
    "required": ["element_id", "element_type", "phone_number", "uid"],
}

CALLS = Special(
    method="POST",
    path="calls",
    handler=log,
    takes=Takes.ARRAY,
    fields=(
        Field(name="direction", type=Type.STRING, required=True, among=DIRECTIONS),
        *CALL,
        RESPONSIBLE,
        *AUTHORSHIP,
    ),
    answers=ANSWER,
    own_400=ANSWER,
)
POP_UPS = Special(
    method="POST",
    path="/api/v2/events/",
    handler=pop_up,
    takes=Takes.OBJECT,
    fields=(
        Field(
            name="add",
            type=Type.ARRAY,
            required=True,
            fields=(
                Field(name="type", type=Type.STRING, required=True, among=("phone_call",)),
                Field(name="phone_number", type=Type.STRING, required=True, parse=parse_phone),
                Field(name="users", type=Type.ARRAY),
            ),
        ),
    ),
    answers=_answers("items", POPPED),
)
