"""What somebody who writes to a manager brings about: a contact, a talk, messages in it."""

import uuid
from collections.abc import Mapping

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.entity import fresh_row
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.talks import KIND, MESSAGES, TALK_MESSAGES, TALKS
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.state.index import Arrangement

BY_CHAT = Arrangement(("chat_id",))


def new_contact(account: Account, author: Author, *, name: str = "") -> int:
    """Somebody unknown until now."""
    number = account.next_id("contacts")
    row = fresh_row(CONTACTS, number, author, {"name": name or f"Contact {number}"})
    account.commit(Change("contacts", None, row, author.user_id, author.now))
    return number


def begin_talk(
    account: Account, author: Author, *, contact: int, chat_id: str, origin: str, lead: int | None = None
) -> Row:
    """A talk with a contact, about a lead perhaps."""
    values = {
        "contact_id": contact,
        "chat_id": chat_id,
        "entity_id": lead,
        "entity_type": "lead" if lead is not None else None,
        "origin": origin,
    }
    row = fresh_row(TALKS, account.next_id(KIND), author, values)
    account.commit(Change(KIND, None, row, author.user_id, author.now))
    return row


def talk_of(account: Account, chat_id: str) -> Row | None:
    """The talk that still goes on in a chat."""
    return next((row for row in account.index(KIND, BY_CHAT).group(chat_id) if row["is_in_work"] is True), None)


def say(account: Account, author: Author, talk: Row, *, text: str, more: Mapping[str, object]) -> Row:
    """A message in a talk."""
    values = {"uid": str(uuid.uuid4()), "talk_id": talk["id"], "chat_id": talk["chat_id"], "text": text, **more}
    row = fresh_row(TALK_MESSAGES, account.next_id(MESSAGES), author, values)
    account.commit(Change(MESSAGES, None, row, author.user_id, author.now))
    return row
