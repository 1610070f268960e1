"""Talks: conversations with contacts in messengers, their messages, and their end."""

import uuid
from dataclasses import replace

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant, moment
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Embed, Entity, Field, Show, Special, Takes, Type, Verb
from mock_amocrm.api_v4.filters import Test, one_of, text_among
from mock_amocrm.api_v4.query import Tree, values
from mock_amocrm.api_v4.reading import listing
from mock_amocrm.api_v4.tables.fields import ACCOUNT
from mock_amocrm.api_v4.verbs import LIST, ONE
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.state.account import Row
from mock_amocrm.state.index import Arrangement

KIND, MESSAGES = "talks", "chat_messages"
MISSING = "Talk not found"
OF_A_TALK = Arrangement(("talk_id",))
MESSAGE = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "talk_id": {"type": "integer"}, "text": {"type": "string"}},
    "required": ["id", "talk_id", "text"],
}


def show_id(_: View, row: Row) -> object:
    """What a talk's number is called."""
    return row["id"]


def show_uid(_: View, row: Row) -> object:
    """The id that chats know a message by."""
    return row["uid"]


def only_in_work(tree: Tree) -> Test | None:
    """Leave out what has ended, if that is asked for."""
    return (lambda row: row["is_in_work"] is True) if values(tree)[:1] in (["1"], ["true"]) else None


def about(entity_type: str, kind: str) -> Show:
    """The entity that a talk is about, as a list of at most one."""

    def show(view: View, row: Row) -> object:
        return [view.reference(kind, integer(row, "entity_id"))] if row["entity_type"] == entity_type else []

    return show


def show_contacts(view: View, row: Row) -> object:
    """With whom one talks."""
    number = integer(row, "contact_id")
    return [view.reference("contacts", number)] if number else []


def close(call: Call, _: list[Draft]) -> Answer:
    """End a talk; one that has ended can't end again."""
    before = _wanted(call)
    if before["is_in_work"] is not True:
        raise errors.unprocessable("Talk is already closed")
    row = {**before, "is_in_work": False, "updated_at": call.author.now}
    call.commit(KIND, before, row)
    return Answer(None, 202)


def messages(call: Call, entity: Entity, _: Verb) -> Answer:
    """What has been said in a talk."""
    talk = _wanted(call)
    return listing(call, entity, call.account.index(MESSAGES, OF_A_TALK).group(talk["id"]))


def send_message(call: Call, drafts: list[Draft]) -> Answer:
    """Write into a talk, as a manager does."""
    talk, [draft] = _wanted(call), drafts
    number = call.account.next_id(MESSAGES)
    row = {
        "id": number,
        "uid": str(uuid.uuid4()),
        "talk_id": talk["id"],
        "chat_id": talk["chat_id"],
        "text": draft.values["text"],
        "author_type": "internal",
        "author_id": call.user_id,
        "created_at": draft.author.now,
    }
    call.commit(MESSAGES, None, row)
    return Answer({"id": row["uid"], "talk_id": row["talk_id"], "text": row["text"]})


def _wanted(call: Call) -> Row:
    talk = call.account.row(KIND, call.ids["id"])
    if talk is None:
        raise errors.missing(MISSING)
    return talk


TALKS = Entity(
    kind=KIND,
    path="talks",
    verbs=(LIST, ONE),
    fields=(
        Field(name="talk_id", show=show_id),
        Field(name="created_at", default=moment),
        Field(name="updated_at", default=moment),
        Field(name="rate", default=constant(0)),
        Field(name="contact_id"),
        Field(name="chat_id", type=Type.STRING),
        Field(name="entity_id"),
        Field(name="entity_type", type=Type.STRING),
        Field(name="is_in_work", type=Type.BOOL, default=constant(True)),
        Field(name="is_read", type=Type.BOOL, default=constant(False)),
        Field(name="origin", type=Type.STRING, default=constant("telegram")),
        Field(name="missed_at"),
        ACCOUNT,
    ),
    embeds=(
        Embed(name="contacts", show=show_contacts),
        Embed(name="leads", show=about("lead", "leads")),
        Embed(name="customers", show=about("customer", "customers")),
    ),
    filters={
        "talk_id": one_of("id"),
        **{key: one_of(key) for key in ("contact_id", "entity_id")},
        "entity_type": text_among("entity_type"),
        "only_in_work": only_in_work,
    },
    orders=("created_at", "updated_at"),
    missing=MISSING,
)
TALK_MESSAGES = Entity(
    kind=MESSAGES,
    path="talks/{id}/messages",
    verbs=(replace(LIST, handler=messages),),
    fields=(
        Field(name="id", type=Type.STRING, show=show_uid),
        Field(name="talk_id"),
        Field(name="chat_id", type=Type.STRING),
        Field(name="text", type=Type.STRING, default=constant("")),
        Field(name="author_type", type=Type.STRING, default=constant("external")),
        Field(name="author_id", type=Type.ANY),
        Field(name="created_at", default=moment),
    ),
    key="messages",
    item_links=False,
    missing=MISSING,
)
ENTITIES = (TALKS, TALK_MESSAGES)
SPECIALS = (
    Special(
        method="POST",
        path="talks/{id}/close",
        handler=close,
        status=202,
        takes=Takes.LEAVE,
        fields=(Field(name="force_close", type=Type.BOOL),),
    ),
    Special(
        method="POST",
        path="talks/{id}/send_message",
        handler=send_message,
        takes=Takes.OBJECT,
        fields=(Field(name="text", type=Type.STRING, required=True),),
        answers=MESSAGE,
    ),
)
