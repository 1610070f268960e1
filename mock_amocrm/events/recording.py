"""Writes down what happened: hears of every change of a row, whoever made it, and makes events of it when asked."""

from collections.abc import Callable, Iterator, Mapping

from mock_amocrm.api_v4.nouns import NOUNS
from mock_amocrm.events.entities import entity_happenings
from mock_amocrm.events.happening import Happening
from mock_amocrm.events.work import note_happenings, purchase_happenings, task_happenings
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.state.row import compact

EVENTS = "events"
HAPPENINGS: Mapping[str, Callable[[Account, Change], Iterator[Happening]]] = {
    **dict.fromkeys(NOUNS, entity_happenings),
    "tasks": task_happenings,
    "notes": note_happenings,
    "transactions": purchase_happenings,
}
BLANK = compact(
    dict.fromkeys(
        ("id", "type", "entity_type", "entity_id", "created_by", "created_at", "value_before", "value_after"), 0
    )
)


def record(account: Account, change: Change) -> None:
    """Keep a change until somebody reads events: most accounts write much and read none."""
    if change.kind in HAPPENINGS:
        account.unwritten.append(change)


def write_down(account: Account) -> None:
    """Make the events of every change that was kept; call it under the account's lock.

    What a change does not say itself, names of tags, is told as it is now.
    """
    changes, account.unwritten = account.unwritten, []
    rows = [
        _event(account, change, happening)
        for change in changes
        for happening in HAPPENINGS[change.kind](account, change)
    ]
    if rows:
        account.put(EVENTS, rows)


def _event(account: Account, change: Change, happening: Happening) -> Row:
    row = BLANK.copy()
    row["id"] = account.next_id(EVENTS)
    row["type"] = happening.type
    row["entity_type"] = happening.noun
    row["entity_id"] = happening.entity_id
    row["created_by"] = change.user_id
    row["created_at"] = change.at
    row["value_before"] = happening.before
    row["value_after"] = happening.after
    return row
