"""Events that are told though nothing happened: of a row as it is."""

from mock_amocrm.state.account import Account
from mock_amocrm.state.changes import Change
from mock_amocrm.webhooks.events import NOUNS
from mock_amocrm.webhooks.payloads.forms import item_of

KINDS = {**{noun: kind for kind, noun in NOUNS.items()}, "chat_template_review": "chat_template_reviews"}


class NoSuchRow(Exception):
    """What an event can't be about; the message says why."""


def simulated(account: Account, code: str, number: int) -> dict[str, object]:
    """What a webhook of this code would say of a row; of a note, by the note's own number."""
    verb, _, noun = code.partition("_")
    kind = "notes" if verb == "note" else KINDS.get(noun)
    if kind is None:
        raise NoSuchRow(f"can't be told for {code}: give the item instead")
    with account.lock:
        row = account.row(kind, number)
        if row is None:
            raise NoSuchRow(f"{number} is none of the {kind} of {account.subdomain}")
        before, after = None if verb == "add" else row, None if verb == "delete" else row
        return item_of(account, Change(kind, before, after, 0, account.clock.now()), code)
