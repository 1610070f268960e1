"""What happens to tasks, in the feeds of entities, and to what customers have bought."""

from collections.abc import Iterator

from mock_amocrm.api_v4.nouns import NOUNS
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.events.happening import Happening
from mock_amocrm.state.account import Account
from mock_amocrm.state.changes import Change

TASK = "task"
TASK_COLUMNS = {
    "text": "task_text_changed",
    "complete_till": "task_deadline_changed",
    "task_type_id": "task_type_changed",
    "responsible_user_id": "entity_responsible_changed",
}
NOTES = {
    "common": "common_note_added",
    "attachment": "attachment_note_added",
    "call_in": "incoming_call",
    "call_out": "outgoing_call",
    "sms_in": "incoming_sms",
    "sms_out": "outgoing_sms",
    "geolocation": "geo_note_added",
    "service_message": "service_note_added",
    "extended_service_message": "service_note_added",
    "message_cashier": "message_to_cashier_note_added",
    "targeting_in": "targeting_in_note_added",
    "targeting_out": "targeting_out_note_added",
    "site_visit": "site_visit_note_added",
    "link_followed": "link_followed",
    "dropbox_attachment": "dropbox_attachment",
}


def task_happenings(account: Account, change: Change) -> Iterator[Happening]:
    """Added, deleted, changed, completed; a result is a note that the API does not list, so its id is all there is."""
    number, before, after = integer(change.row, "id"), change.before, change.after
    if after is None:
        yield Happening("task_deleted", TASK, number)
        return
    if before is None:
        yield Happening("task_added", TASK, number)
    else:
        for column, kind in TASK_COLUMNS.items():
            if change.touches(column):
                yield Happening(kind, TASK, number, (before[column],), (after[column],))
    earlier = before or {}
    if after["is_completed"] and not earlier.get("is_completed"):
        yield Happening("task_completed", TASK, number)
    if after.get("result") is not None and after.get("result") != earlier.get("result"):
        yield Happening("task_result_added", TASK, number, after=(account.next_id("notes"),))


def note_happenings(_: Account, change: Change) -> Iterator[Happening]:
    """Added and deleted, in the feed of the note's entity; amoCRM has no event for a note that changes."""
    note = change.row
    noun, number = NOUNS[text(note, "entity_type")], integer(note, "entity_id")
    if change.before is None and text(note, "note_type") in NOTES:
        yield Happening(NOTES[text(note, "note_type")], noun, number, after=(integer(note, "id"),))
    elif change.after is None and note["note_type"] == "common":
        yield Happening("common_note_deleted", noun, number, after=(integer(note, "id"),))


def purchase_happenings(_: Account, change: Change) -> Iterator[Happening]:
    """Bought by a customer; amoCRM has no event for a purchase that is taken back."""
    if change.before is None:
        row = change.row
        yield Happening("transaction_added", "customer", integer(row, "customer_id"), after=(integer(row, "id"),))
