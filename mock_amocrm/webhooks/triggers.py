"""The digital pipeline's "send a webhook" actions, which people put on stages in amoCRM's own pages: one short try."""

from collections.abc import Callable, Iterator, Mapping

from mock_amocrm.api_v4.view import integer
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.webhooks.form import php_form
from mock_amocrm.webhooks.payloads.columns import ID, News, before, own, shown

KIND = "pipeline_triggers"
STAGE = ("pipeline_id", "status_id")
# The whole of it, as six public integrations have received it; the account comes without links.
LEAD = (
    ID,
    own("status_id"),
    own("pipeline_id"),
    before("old_status_id", "status_id"),
    before("old_pipeline_id", "pipeline_id"),
)


Spring = Callable[[Account, Change], Change | None]


def _added(_: Account, change: Change) -> Change | None:
    return change if change.kind == "leads" and change.before is None else None


def _moved(_: Account, change: Change) -> Change | None:
    return change if change.kind == "leads" and any(map(change.touches, STAGE)) else None


def _appeared(account: Account, change: Change) -> Change | None:
    return _added(account, change) or _moved(account, change)


def _called(account: Account, change: Change) -> Change | None:
    note = change.row
    if change.kind != "notes" or change.before is not None or note.get("note_type") != "call_in":
        return None
    if note.get("entity_type") != "leads" or note.get("is_need_to_trigger_digital_pipeline") is False:
        return None
    lead = account.row("leads", integer(note, "entity_id"))
    return None if lead is None else Change("leads", lead, lead, change.user_id, change.at)


def _never(_: Account, __: Change) -> Change | None:
    return None


# What springs a trigger, as the lead's own change, and the action under which its webhook comes. Letters, visits and
# chats are no part of the fake: their webhooks are sent by hand, with the control plane's `spring`.
EVENTS: Mapping[str, tuple[Spring, str]] = {
    "lead_added": (_added, "status"),
    "lead_status_changed": (_moved, "status"),
    "lead_appeared_in_status": (_appeared, "status"),
    "call_in": (_called, "call_in"),
    "mail_in": (_never, "mail_in"),
    "chat": (_never, "chat"),
    "site_visit": (_never, "site_visit"),
}


def sprung(account: Account, change: Change) -> Iterator[tuple[Row, str, Change]]:
    """The triggers that a change springs, each with its action and what it tells of the lead."""
    if change.after is None or not account.count(KIND):
        return
    for trigger in account.rows(KIND):
        spring, action = EVENTS[str(trigger["event"])]
        told = spring(account, change)
        if told is not None and all(trigger[key] == told.row.get(key) for key in STAGE):
            yield trigger, action, told


def body_of(account: Account, change: Change, action: str) -> str:
    """The short form."""
    item = shown(LEAD, News(account, change))
    return php_form({"leads": {action: [item]}, "account": {"id": account.id, "subdomain": account.subdomain}})
