"""Talks of an account: what a person who writes to a manager brings about."""

import uuid

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.entity import fresh_row
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.talks import KIND, MESSAGES, TALK_MESSAGES, TALKS
from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.state.account import Account
from mock_amocrm.state.changes import Change

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
        contact, lead = _contact(account, request), request.integer("lead_id")
        if lead is not None and account.row("leads", lead) is None:
            raise bad_field("lead_id", f"{lead} does not exist in {account.subdomain!r}")
        author = Author(user_id=0, now=account.clock.now())
        chat = str(uuid.uuid4())
        values = {
            "contact_id": contact,
            "chat_id": chat,
            "entity_id": lead,
            "entity_type": "lead" if lead is not None else None,
            "origin": request.text("origin", "telegram"),
        }
        talk = fresh_row(TALKS, account.next_id(KIND), author, values)
        account.commit(Change(KIND, None, talk, 0, author.now))
        said = {
            "uid": str(uuid.uuid4()),
            "talk_id": talk["id"],
            "chat_id": chat,
            "text": request.text("text", "👋"),
            "author_id": contact,
        }
        message = fresh_row(TALK_MESSAGES, account.next_id(MESSAGES), author, said)
        account.commit(Change(MESSAGES, None, message, 0, author.now))
    return {"talk_id": talk["id"], "chat_id": chat, "contact_id": contact}


def _contact(account: Account, request: Request) -> int:
    number = request.integer("contact_id")
    if number is None:
        now = account.clock.now()
        number = account.next_id("contacts")
        row = fresh_row(CONTACTS, number, Author(user_id=0, now=now), {"name": f"Contact {number}"})
        account.commit(Change("contacts", None, row, 0, now))
    elif account.row("contacts", number) is None:
        raise bad_field("contact_id", f"{number} does not exist in {account.subdomain!r}")
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
