"""Short links: an address that tells who has followed it."""

import secrets

from mock_amocrm.api_v4 import envelope
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Special, Takes, Type
from mock_amocrm.api_v4.tables.fields import exists

KIND = "short_links"
LINK = {
    "type": "object",
    "properties": {
        "url": {"type": "string"},
        "account_id": {"type": "integer"},
        "metadata": {
            "type": "object",
            "properties": {"entity_type": {"const": "contacts"}, "entity_id": {"type": "integer"}},
            "required": ["entity_type", "entity_id"],
        },
    },
    "required": ["url", "account_id", "metadata"],
}
ANSWER = {
    "type": "object",
    "properties": {
        "_links": {"type": "object"},
        "_embedded": {
            "type": "object",
            "properties": {KIND: {"type": "array", "items": LINK}},
            "required": [KIND],
        },
    },
    "required": ["_links", "_embedded"],
}


def shorten(call: Call, drafts: list[Draft]) -> Answer:
    """Make links shorter; the real service has a host of its own for them."""
    items: list[envelope.Payload] = []
    for draft in drafts:
        token, metadata = secrets.token_urlsafe(5), draft.values["metadata"]
        row = {"id": call.account.next_id(KIND), "token": token, "url": draft.values["url"], "metadata": metadata}
        call.commit(KIND, None, row)
        items.append({"url": f"{call.origin}/s/{token}", "account_id": call.account.id, "metadata": metadata})
    return Answer(envelope.written(KIND, items, links={"self": {"href": f"{call.origin}/api/v4/{KIND}"}}))


SPECIALS = (
    Special(
        method="POST",
        path=KIND,
        handler=shorten,
        takes=Takes.ARRAY,
        fields=(
            Field(name="url", type=Type.STRING, required=True),
            Field(
                name="metadata",
                type=Type.OBJECT,
                required=True,
                fields=(
                    Field(name="entity_type", type=Type.STRING, required=True, among=("contacts",)),
                    Field(name="entity_id", required=True, choice=exists("contacts")),
                ),
            ),
        ),
        answers=ANSWER,
    ),
)
