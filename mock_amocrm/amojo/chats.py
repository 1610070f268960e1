"""Chats of a channel: somebody of another service, the contact behind them, and the talk that goes on."""

import uuid

from flask import Response, jsonify, request

from mock_amocrm.amojo.body import Body, inner, optional, read, text
from mock_amocrm.amojo.scope import Scope, scope_of
from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.conversations import begin_talk, new_contact, talk_of
from mock_amocrm.extension import extension
from mock_amocrm.state.account import Row
from mock_amocrm.state.changes import Change
from mock_amocrm.state.index import Arrangement

KIND = "amojo_chats"
BY_CONVERSATION = Arrangement(("channel_id", "conversation_id"))


def create(scope_id: str) -> Response:
    """A chat before its first message."""
    scope = scope_of(extension().store, request, scope_id)
    body = read(request)
    user = inner(body, "user")
    with scope.account.lock:
        chat = provide(scope, text(body, "conversation_id"), user)
    profile = optional(user, "profile")
    told = {"id": chat["user_uid"], "client_id": text(user, "id")}
    known = {"name": user.get("name"), "avatar": user.get("avatar")}
    reached = {"phone": profile.get("phone"), "email": profile.get("email")}
    return jsonify({"id": chat["chat_id"], "user": {**told, **known, **reached}})


def provide(scope: Scope, conversation: str, user: Body) -> Row:
    """The chat of a conversation; the first word of it brings a contact."""
    chat = find(scope, conversation)
    if chat is not None:
        return chat
    account = scope.account
    author = Author(user_id=0, now=account.clock.now())
    name = user.get("name")
    row = {
        "id": account.next_id(KIND),
        "channel_id": scope.channel.id,
        "conversation_id": conversation,
        "chat_id": str(uuid.uuid4()),
        "user_id": text(user, "id"),
        "user_uid": str(uuid.uuid4()),
        "contact_id": new_contact(account, author, name=name if isinstance(name, str) else ""),
    }
    account.commit(Change(KIND, None, row, 0, author.now))
    link = {"id": account.next_id("contact_chats"), "chat_id": row["chat_id"], "contact_id": row["contact_id"]}
    account.commit(Change("contact_chats", None, link, 0, author.now))
    return row


def find(scope: Scope, conversation: str) -> Row | None:
    """The chat of a conversation, if there is one."""
    found = scope.account.index(KIND, BY_CONVERSATION).group(scope.channel.id, conversation)
    return next(iter(found), None)


def talk_in(scope: Scope, chat: Row) -> Row:
    """The talk that goes on in a chat, or a new one."""
    account = scope.account
    author = Author(user_id=0, now=account.clock.now())
    contact = chat["contact_id"]
    assert isinstance(contact, int)  # provide makes one
    chat_id = str(chat["chat_id"])
    return talk_of(account, chat_id) or begin_talk(
        account, author, contact=contact, chat_id=chat_id, origin=scope.channel.name
    )
