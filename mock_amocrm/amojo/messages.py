"""Messages of chats: new and edited ones, whether they arrived, reactions, and what was said before."""

from flask import Response, jsonify, request

from mock_amocrm.amojo import refusals
from mock_amocrm.amojo.body import Body, inner, optional, read, text
from mock_amocrm.amojo.chats import find, provide, talk_in
from mock_amocrm.amojo.scope import Scope, scope_of
from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.conversations import say
from mock_amocrm.api_v4.tables.talks import MESSAGES
from mock_amocrm.api_v4.view import integer
from mock_amocrm.extension import extension
from mock_amocrm.state.account import Row
from mock_amocrm.state.changes import Change
from mock_amocrm.state.index import Arrangement
from mock_amocrm.whole_number import whole_number

BY_CHAT, BY_CLIENT_ID = Arrangement(("chat_id",)), Arrangement(("client_msgid",))
TYPES = ("text", "contact", "file", "video", "picture", "voice", "audio", "sticker", "location")
NEW, EDITED = "new_message", "edit_message"
MOST = 50
DELIVERY = (-1, 0, 1, 2)  # failed, sent, delivered, read


def receive(scope_id: str) -> Response:
    """A message from the other service: new, or edited."""
    scope = scope_of(extension().store, request, scope_id)
    body = read(request)
    event, payload = text(body, "event_type"), inner(body, "payload")
    if event not in (NEW, EDITED):
        raise refusals.invalid("event_type")
    with scope.account.lock:
        return jsonify(_edited(scope, payload) if event == EDITED else _new(scope, payload))


def delivery_status(scope_id: str, msgid: str) -> Response:
    """Whether a manager's message has arrived."""
    scope = scope_of(extension().store, request, scope_id)
    status = read(request).get("delivery_status")
    if status not in DELIVERY or isinstance(status, bool):
        raise refusals.invalid("delivery_status")
    with scope.account.lock:
        _change(scope, _message(scope, msgid), {"delivery_status": status})
    return jsonify({})


def history(scope_id: str, conversation_id: str) -> Response:
    """What was said in a chat, latest first."""
    scope = scope_of(extension().store, request, scope_id)
    chat = find(scope, conversation_id)
    rows = [*reversed(scope.account.index(MESSAGES, BY_CHAT).group(chat["chat_id"]))] if chat else []
    offset, limit = _number("offset", 0), min(_number("limit", MOST) or MOST, MOST)
    page = rows[offset : offset + limit]
    if not page:
        return Response(status=204)
    return jsonify({"messages": [_printed(row) for row in page]})


def typing(scope_id: str) -> Response:
    """Somebody types; nothing remains of it."""
    scope = scope_of(extension().store, request, scope_id)
    body = read(request)
    text(inner(body, "sender"), "id")
    if find(scope, text(body, "conversation_id")) is None:
        raise refusals.not_found("conversation")
    return Response(status=204)


def react(scope_id: str) -> Response:
    """Somebody reacts to a message, or takes the reaction back."""
    scope = scope_of(extension().store, request, scope_id)
    body = read(request)
    text(inner(body, "user"), "id")
    kind = text(body, "type")
    if kind not in ("react", "unreact"):
        raise refusals.invalid("type")
    if find(scope, text(body, "conversation_id")) is None:
        raise refusals.not_found("conversation")
    emoji = text(body, "emoji") if kind == "react" else None
    with scope.account.lock:
        named = body.get("msgid") or body.get("id")
        _change(scope, _message(scope, named if isinstance(named, str) else ""), {"reaction": emoji})
    return jsonify({})


def _new(scope: Scope, payload: Body) -> dict[str, object]:
    conversation, msgid = text(payload, "conversation_id"), text(payload, "msgid")
    sender, message = inner(payload, "sender"), inner(payload, "message")
    if text(message, "type") not in TYPES:
        raise refusals.invalid("message.type")
    receiver = optional(payload, "receiver")
    # With a receiver it is a manager who has written from elsewhere; otherwise the sender is the client.
    chat = provide(scope, conversation, receiver or sender)
    written_by = {"author_id": text(sender, "id"), "author_type": "internal" if receiver else "external"}
    more = {**written_by, "client_msgid": msgid, "delivery_status": None, "reaction": None}
    author = Author(user_id=0, now=scope.account.clock.now())
    said = message.get("text")
    row = say(scope.account, author, talk_in(scope, chat), text=said if isinstance(said, str) else "", more=more)
    told = {"conversation_id": chat["chat_id"], "sender_id": chat["user_uid"], "receiver_id": None}
    return {NEW: {**told, "msgid": row["uid"], "ref_id": msgid}}


def _edited(scope: Scope, payload: Body) -> dict[str, object]:
    row = _message(scope, text(payload, "msgid"))
    _change(scope, row, {"text": text(inner(payload, "message"), "text")})
    return {EDITED: {"conversation_id": row["chat_id"], "msgid": row["uid"], "ref_id": row["client_msgid"]}}


def _message(scope: Scope, msgid: str) -> Row:
    account = scope.account
    known = [*account.index(MESSAGES, BY_CLIENT_ID).group(msgid)]
    known = known or [row for row in account.rows(MESSAGES) if row["uid"] == msgid]
    if not known:
        raise refusals.not_found("message")
    return known[0]


def _change(scope: Scope, before: Row, values: Body) -> None:
    now = scope.account.clock.now()
    scope.account.commit(Change(MESSAGES, before, {**before, **values}, 0, now))


def _printed(row: Row) -> dict[str, object]:
    return {
        "timestamp": integer(row, "created_at"),
        "sender": {"id": row["author_id"]},
        "message": {"id": row["uid"], "client_id": row.get("client_msgid"), "type": "text", "text": row["text"]},
    }


def _number(name: str, default: int) -> int:
    number = whole_number(request.args.get(name, ""))
    return default if number is None else number
