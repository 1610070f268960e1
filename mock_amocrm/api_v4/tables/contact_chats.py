"""Which chats are whose: contacts and the ids that the chats' own service knows them by."""

from mock_amocrm.api_v4 import envelope, errors
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Special, Takes, Type
from mock_amocrm.api_v4.query import numbers, values
from mock_amocrm.api_v4.tables.fields import exists
from mock_amocrm.api_v4.writing import refuse_bad
from mock_amocrm.state.account import Row
from mock_amocrm.state.index import Arrangement

KIND = "contact_chats"
BY_CHAT, BY_CONTACT = Arrangement(("chat_id",)), Arrangement(("contact_id",))
CHAT = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "chat_id": {"type": "string"}, "contact_id": {"type": "integer"}},
    "required": ["id", "chat_id", "contact_id"],
}
CHATS = {
    "type": "object",
    "properties": {
        "_total_items": {"type": "integer"},
        "_embedded": {
            "type": "object",
            "properties": {"chats": {"type": "array", "items": CHAT}},
            "required": ["chats"],
        },
    },
    "required": ["_total_items", "_embedded"],
}


def chats(call: Call, _: list[Draft]) -> Answer:
    """Chats of contacts, or the contacts of chats; without either there is nothing to look for."""
    tree = call.query.tree
    wanted_chats, wanted_contacts = values(tree.get("chat_id", "")), numbers(tree.get("contact_id", ""))
    if not wanted_chats and not wanted_contacts:
        raise errors.refused("FieldMissing", "contact_id")
    found: dict[object, Row] = {}
    for chat in wanted_chats:
        found |= {row["id"]: row for row in call.account.index(KIND, BY_CHAT).group(chat)}
    for contact in wanted_contacts:
        found |= {row["id"]: row for row in call.account.index(KIND, BY_CONTACT).group(contact)}
    rows = [
        row
        for row in found.values()
        if (not wanted_chats or row["chat_id"] in wanted_chats)
        and (not wanted_contacts or row["contact_id"] in wanted_contacts)
    ]
    return _answer(call, [dict(row) for row in rows]) if rows else NO_CONTENT


def connect(call: Call, drafts: list[Draft]) -> Answer:
    """Say whose a chat is; the chat has to be there already."""
    for draft in drafts:
        if not any(row["chat_id"] == draft.values.get("chat_id") for row in call.account.rows("talks")):
            draft.refuse("NotSupportedChoice", "chat_id")
    refuse_bad(drafts)
    items = []
    for draft in drafts:
        named = {key: draft.values[key] for key in ("chat_id", "contact_id")}
        row = {"id": call.account.next_id(KIND), **named}
        call.commit(KIND, None, row)
        items.append({**named, "id": row["id"], "request_id": draft.request_id})
    return _answer(call, items)


def _answer(call: Call, items: list[envelope.Payload]) -> Answer:
    href = f"{call.origin}/api/v4/contacts/chats"
    return Answer(envelope.unpaged("chats", items, links={"self": {"href": href}}))


SPECIALS = (
    Special(method="GET", path="contacts/chats", handler=chats, answers=CHATS, query=("chat_id", "contact_id")),
    Special(
        method="POST",
        path="contacts/chats",
        handler=connect,
        takes=Takes.ARRAY,
        fields=(
            Field(name="contact_id", required=True, choice=exists("contacts")),
            Field(name="chat_id", type=Type.STRING, required=True),
        ),
        answers=CHATS,
    ),
)
