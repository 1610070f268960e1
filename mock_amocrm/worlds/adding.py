"""Puts leads into an account by words, past the API: for worlds and for the control plane."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.custom_fields import field_of
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, fresh_row
from mock_amocrm.api_v4.tables.companies import COMPANIES
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.api_v4.tables.stages import LOST, WON, entrance, main_pipeline, stage, stages
from mock_amocrm.api_v4.tagging import tag_ids
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.worlds.lead_item import LeadItem, Person, read_lead
from mock_amocrm.worlds.reader import MalformedWorld, Reader

CLOSING = {"won": WON, "lost": LOST}


@dataclass(frozen=True, slots=True)
class Place:
    """What the words of an item mean in an account."""

    pipeline: int
    status: int
    user: int
    loss_reason: int | None


def add_leads(account: Account, items: Sequence[LeadItem | Mapping[str, object]]) -> list[int]:
    """Store leads, each with its contact and company, and answer their ids; all or none.

    A mapping has the keys of `[[leads.items]]` in a world file; MalformedWorld says what is wrong with one.
    """
    read = [item if isinstance(item, LeadItem) else _read(account, item, number) for number, item in enumerate(items)]
    shelves: dict[str, list[Row]] = {"companies": [], "contacts": [], "leads": []}
    with account.lock:
        places = [_place(account, item) for item in read]
        for item, place in zip(read, places, strict=True):
            _add(account, item, place, shelves)
        for kind, rows in shelves.items():
            if rows:
                account.put(kind, rows)
                account.tell(
                    Change(kind, None, row, integer(row, "created_by"), integer(row, "created_at")) for row in rows
                )
    return [integer(row, "id") for row in shelves["leads"]]


def _read(account: Account, item: Mapping[str, object], number: int) -> LeadItem:
    return read_lead(Reader(item, "leads", account.lang, f"[{number}]."))


def _add(account: Account, item: LeadItem, place: Place, shelves: Mapping[str, list[Row]]) -> None:
    created = item.created_at if item.created_at is not None else account.clock.now()
    updated = max(created, item.updated_at if item.updated_at is not None else created)

    def shelve(entity: Entity, values: Mapping[str, object]) -> int:
        number = account.next_id(entity.kind)
        row = new_row(account, entity, values, number=number, user=place.user, created=created, updated=updated)
        shelves[entity.kind].append(row)
        return number

    companies = (shelve(COMPANIES, {"name": item.company}),) if item.company else ()
    contacts: tuple[int, ...] = ()
    if item.contact is not None:
        contacts = (shelve(CONTACTS, {**_person(account, item.contact), "companies": companies}),)
    shelve(
        LEADS,
        {
            "name": item.name,
            "price": item.price,
            "companies": companies,
            "contacts": contacts,
            "main_contact_id": contacts[0] if contacts else None,
            "tags": tag_ids(account, "leads", item.tags),
            **at_place(place),
        },
    )


def new_row(
    account: Account,
    entity: Entity,
    values: Mapping[str, object],
    *,
    number: int,
    user: int,
    created: int,
    updated: int,
) -> dict[str, object]:
    """A row as that user would have made and last changed it; it is not stored."""
    author = Author(user_id=user, now=created)
    row = fresh_row(entity, number, author, {"updated_at": updated, **values})
    if entity.settle is not None:
        # Seen from its last change: a lead that is closed was closed then.
        last = Author(user_id=user, now=updated)
        entity.settle(Draft(account=account, author=last, kind=entity.kind, request_id="", before=None), row)
    return row


def at_place(place: Place) -> dict[str, object]:
    """The columns of a lead that say where it stands."""
    return {"pipeline_id": place.pipeline, "status_id": place.status, "loss_reason_id": place.loss_reason}


def contact_row(account: Account, person: Person, *, user: int, now: int) -> Row:
    """A contact with the next number, as that user would make it now; it is not stored."""
    number, values = account.next_id(CONTACTS.kind), _person(account, person)
    return new_row(account, CONTACTS, values, number=number, user=user, created=now, updated=now)


def phone_of(account: Account, contact: Row) -> str | None:
    """A contact's first phone, if it has one."""
    return _first(account, contact, code="PHONE")


def email_of(account: Account, contact: Row) -> str | None:
    """A contact's first e-mail address, if it has one."""
    return _first(account, contact, code="EMAIL")


def _first(account: Account, contact: Row, *, code: str) -> str | None:
    field = field_of(account, "contacts", code=code)
    entries = contact.get("custom_fields_values")
    if field is None or not isinstance(entries, tuple):
        return None
    for entry in entries:
        if entry["field_id"] == field["id"]:
            return str(entry["values"][0]["value"])
    return None


def _person(account: Account, person: Person) -> dict[str, object]:
    filled = (contact_field(account, code, value) for code, value in (("PHONE", person.phone), ("EMAIL", person.email)))
    return {
        "name": person.name,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "custom_fields_values": tuple(entry for entry in filled if entry is not None) or None,
    }


def contact_field(account: Account, code: str, value: str) -> Row | None:
    """A contact's phone or e-mail as it is stored; None for an empty one."""
    field = field_of(account, "contacts", code=code) if value else None
    if field is None:
        return None
    enums = field["enums"]
    work = enums[0] if isinstance(enums, tuple) else {"id": None, "value": None}
    entry = {"value": value, "enum_id": work["id"], "enum_code": work["value"]}
    return {"field_id": field["id"], "values": (entry,)}


def _place(account: Account, item: LeadItem) -> Place:
    pipeline = main_pipeline(account)
    if item.pipeline is not None:
        pipeline = _chosen(account.rows("pipelines"), item.pipeline, what=f"{item.where}: pipeline")
    if pipeline is None:
        raise MalformedWorld(f"{item.where}: the account has no pipeline to put a lead into")
    return Place(
        pipeline=pipeline,
        status=_status(account, pipeline, item),
        user=_responsible(account, item),
        loss_reason=None
        if item.loss_reason is None
        else _chosen(account.rows("loss_reasons"), item.loss_reason, what=f"{item.where}: loss_reason"),
    )


def _status(account: Account, pipeline: int, item: LeadItem) -> int:
    if item.status_id is None:
        return _stage(account, pipeline, item)
    if stage(account, pipeline, item.status_id) is None:
        known = ", ".join(str(row["status_id"]) for row in stages(account, pipeline))
        raise MalformedWorld(f"{item.where}: status_id: no stage {item.status_id} here; valid: {known}")
    return item.status_id


def _stage(account: Account, pipeline: int, item: LeadItem) -> int:
    wanted = item.stage
    if wanted is None:
        first = entrance(account, pipeline)
        if first is None:
            raise MalformedWorld(f"{item.where}: the pipeline has no stage to put a lead into")
        return first
    rows = stages(account, pipeline)
    if isinstance(wanted, str):
        if wanted.lower() in CLOSING:
            return CLOSING[wanted.lower()]
        return _chosen(rows, wanted, what=f"{item.where}: stage", key="status_id", also=CLOSING)
    own = [row for row in rows if row["is_editable"] is True]
    if not 1 <= wanted <= len(own):
        raise MalformedWorld(f"{item.where}: stage: {wanted} is not one of the stages 1 to {len(own)}")
    return integer(own[wanted - 1], "status_id")


def _responsible(account: Account, item: LeadItem) -> int:
    users = account.rows("users")
    if item.responsible is None:
        return integer(users[0], "id") if users else 0
    return _chosen(users, item.responsible, keys=("name", "email"), what=f"{item.where}: responsible")


def _chosen(
    rows: Sequence[Row],
    wanted: str | int,
    *,
    keys: tuple[str, ...] = ("name",),
    what: str,
    key: str = "id",
    also: Iterable[str] = (),
) -> int:
    for row in rows:
        if row[key] == wanted or any(text(row, name).casefold() == str(wanted).casefold() for name in keys):
            return integer(row, key)
    known = [text(row, name) for row in rows for name in keys]
    raise MalformedWorld(f"{what}: there is no {wanted!r}; {did_you_mean(str(wanted), [*known, *also])}")
