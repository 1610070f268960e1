"""Changes and deletes leads past the API, as a person does in amoCRM's own pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.api_v4.tables.stages import stages
from mock_amocrm.api_v4.view import ids, integer, text
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.worlds.adding import contact_row
from mock_amocrm.worlds.lead_item import Person


class NoSuchLead(Exception):
    """The account has no lead of that id, or has it in the trash."""


class NoSuchStage(Exception):
    """The lead's pipeline has no stage of that name; the message names the nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadChange:
    """What becomes of a lead; None leaves it as it is."""

    name: str | None = None
    price: int | None = None
    stage: str | None = None  # a name, in the lead's own pipeline
    status_id: int | None = None  # or its id there: two stages may have one name


def change_lead(account: Account, number: int, change: LeadChange) -> Row:
    """Store the lead as it is now; whoever is responsible for it has done it."""
    with account.lock:
        before = _living(account, number)
        values: dict[str, object] = {}
        if change.name is not None:
            values["name"] = change.name
        if change.price is not None:
            values["price"] = change.price
        if change.stage is not None:
            values["status_id"] = _stage(account, before, change.stage)
        if change.status_id is not None:
            values["status_id"] = _known(account, before, change.status_id)
        return _stored(account, before, values)


def add_contact(account: Account, number: int, person: Person) -> int:
    """One more contact of a lead, who is its main one if it has no other; answers the contact's id."""
    with account.lock:
        lead = _living(account, number)
        user, now = integer(lead, "responsible_user_id"), account.clock.now()
        contact = contact_row(account, person, user=user, now=now)
        account.commit(Change(CONTACTS.kind, None, contact, user, now))
        others = ids(lead, "contacts")
        main = lead.get("main_contact_id") or contact["id"]
        _stored(account, lead, {"contacts": (*others, integer(contact, "id")), "main_contact_id": main})
        return integer(contact, "id")


def trash_lead(account: Account, number: int) -> None:
    """Lists don't have it any more; amoCRM keeps it in the trash."""
    with account.lock:
        _stored(account, _living(account, number), {"is_deleted": True})


def _living(account: Account, number: int) -> Row:
    row = account.row(LEADS.kind, number)
    if row is None or row.get("is_deleted"):
        raise NoSuchLead
    return row


def _stored(account: Account, before: Row, values: Mapping[str, object]) -> Row:
    author = Author(user_id=integer(before, "responsible_user_id"), now=account.clock.now())
    touched = {field.name: field.touch(author) for field in LEADS.fields if field.touch is not None}
    row = {**before, **touched, **values}
    if LEADS.settle is not None:
        draft = Draft(account=account, author=author, kind=LEADS.kind, request_id="", before=before)
        LEADS.settle(draft, row)
    account.commit(Change(LEADS.kind, before, row, author.user_id, author.now))
    return row


def _stage(account: Account, lead: Row, wanted: str) -> int:
    rows = stages(account, integer(lead, "pipeline_id"))
    for row in rows:
        if text(row, "name").casefold() == wanted.casefold():
            return integer(row, "status_id")
    raise NoSuchStage(f"{wanted!r} does not exist; {did_you_mean(wanted, [text(row, 'name') for row in rows])}")


def _known(account: Account, lead: Row, wanted: int) -> int:
    valid = [integer(row, "status_id") for row in stages(account, integer(lead, "pipeline_id"))]
    if wanted not in valid:
        raise NoSuchStage(f"{wanted} does not exist; {did_you_mean(str(wanted), map(str, valid))}")
    return wanted
