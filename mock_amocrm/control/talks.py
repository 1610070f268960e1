"""Talks of an account: what a person who writes to a manager brings about."""

import uuid

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.conversations import begin_talk, new_contact, say
from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.state.account import Account

NEW_TALK = (
    Field("contact_id", Kind.INTEGER, "Who writes; a new contact unless given"),
    Field("lead_id", Kind.INTEGER, "The lead that it is about"),
    Field("origin", Kind.STRING, "The messenger; telegram unless given"),
    Field("text", Kind.STRING, "What they write"),
)


def create(fake: Extension, request: Request) -> object:
    """Somebody writes: a talk begins, with a message in it."""
    account = named(fake, request)
    with account.lock:
        author = Author(user_id=0, now=account.clock.now())
        contact, lead = _known(account, request, "contacts", "contact_id"), _known(account, request, "leads", "lead_id")
        who = contact if contact is not None else new_contact(account, author)
        origin = request.text("origin", "telegram")
        talk = begin_talk(account, author, contact=who, chat_id=str(uuid.uuid4()), origin=origin, lead=lead)
        say(account, author, talk, text=request.text("text", "👋"), more={"author_id": who})
    return {"talk_id": talk["id"], "chat_id": talk["chat_id"], "contact_id": who}


def _known(account: Account, request: Request, kind: str, field: str) -> int | None:
    number = request.integer(field)
    if number is not None and account.row(kind, number) is None:
        raise bad_field(field, f"{number} does not exist in {account.subdomain!r}")
    return number


OPERATIONS = (
    Operation(
        "POST",
        "/accounts/{subdomain}/talks",
        "Let somebody write to a manager",
        create,
        record(talk_id=INTEGER, chat_id=STRING, contact_id=INTEGER),
        status=201,
        body=NEW_TALK,
    ),
)
