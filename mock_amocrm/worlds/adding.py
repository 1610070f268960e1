"""Puts leads into an account by words, past the API: for worlds and for the control plane."""

from collections.abc import Iterable, Mapping, Sequence

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.custom_fields import field_of
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, fresh_row
from mock_amocrm.api_v4.tables.companies import COMPANIES
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.leads import LEADS, settle
from mock_amocrm.api_v4.tables.stages import LOST, WON, entrance, main_pipeline, stage, stages
from mock_amocrm.api_v4.tagging import tag_ids
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.state.account import Account, Row
from mock_amocrm.worlds.lead_item import LeadItem, Person, read_lead
from mock_amocrm.worlds.reader import MalformedWorld, Reader

CLOSING = {"won": WON, "lost": LOST}


def add_leads(account: Account, items: Sequence[LeadItem | Mapping[str, object]]) -> list[int]:
    """Store leads, each with its contact and company, and answer their ids; all or none.

    A mapping has the keys of `[[leads.items]]` in a world file; MalformedWorld says what is wrong with one.
    """
    read = [item if isinstance(item, LeadItem) else _read(account, item, number) for number, item in enumerate(items)]
    with account.lock:
        places = [_place(account, item) for item in read]
        responsible = [_responsible(account, item) for item in read]
        shelves: dict[str, list[Row]] = {"companies": [], "contacts": [], "leads": []}
        for item, (pipeline, status), user in zip(read, places, responsible, strict=True):
            _add(account, item, pipeline=pipeline, status=status, user=user, shelves=shelves)
        for kind, rows in shelves.items():
            if rows:
                account.put(kind, rows)
    return [integer(row, "id") for row in shelves["leads"]]


def _read(account: Account, item: Mapping[str, object], number: int) -> LeadItem:
    return read_lead(Reader(item, "leads", account.lang, f"[{number}]."))


def _add(
    account: Account, item: LeadItem, *, pipeline: int, status: int, user: int, shelves: Mapping[str, list[Row]]
) -> None:
    now = account.clock.now()
    created = item.created_at if item.created_at is not None else now
    author = Author(user_id=user, now=created)
    times = {"updated_at": max(created, item.updated_at if item.updated_at is not None else created)}

    def shelve(entity: Entity, values: Mapping[str, object]) -> int:
        number = account.next_id(entity.kind)
        shelves[entity.kind].append(fresh_row(entity, number, author, {**times, **values}))
        return number

    companies = (shelve(COMPANIES, {"name": item.company}),) if item.company else ()
    contacts: tuple[int, ...] = ()
    if item.contact is not None:
        contacts = (shelve(CONTACTS, {**_person(account, item.contact), "companies": companies}),)
    reason = item.loss_reason
    number = shelve(
        LEADS,
        {
            "loss_reason_id": None
            if reason is None
            else _chosen(account.rows("loss_reasons"), reason, keys=("name",), what=f"{item.where}: loss_reason"),
            "name": item.name,
            "price": item.price,
            "pipeline_id": pipeline,
            "status_id": status,
            "companies": companies,
            "contacts": contacts,
            "main_contact_id": contacts[0] if contacts else None,
            "tags": tag_ids(account, "leads", item.tags),
        },
    )
    row = dict(shelves["leads"][-1])
    draft = Draft(
        account=account, author=Author(user, times["updated_at"]), kind="leads", request_id=str(number), before=None
    )
    settle(draft, row)
    shelves["leads"][-1] = row


def _person(account: Account, person: Person) -> dict[str, object]:
    values = []
    for code, value in (("PHONE", person.phone), ("EMAIL", person.email)):
        field = field_of(account, "contacts", code=code) if value else None
        if field is not None:
            enums = field["enums"]
            work = enums[0] if isinstance(enums, tuple) else {"id": None, "value": None}
            entry = {"value": value, "enum_id": work["id"], "enum_code": work["value"]}
            values.append({"field_id": field["id"], "values": (entry,)})
    return {
        "name": person.name,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "custom_fields_values": tuple(values) or None,
    }


def _place(account: Account, item: LeadItem) -> tuple[int, int]:
    pipeline = (
        main_pipeline(account)
        if item.pipeline is None
        else _chosen(account.rows("pipelines"), item.pipeline, keys=("name",), what=f"{item.where}: pipeline")
    )
    if pipeline is None:
        raise MalformedWorld(f"{item.where}: the account has no pipeline to put a lead into")
    if item.status_id is not None:
        if stage(account, pipeline, item.status_id) is None:
            known = ", ".join(str(row["status_id"]) for row in stages(account, pipeline))
            raise MalformedWorld(f"{item.where}: status_id: no stage {item.status_id} here; valid: {known}")
        return pipeline, item.status_id
    return pipeline, _stage(account, pipeline, item)


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
        return _chosen(rows, wanted, keys=("name",), what=f"{item.where}: stage", key="status_id", also=CLOSING)
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
    keys: tuple[str, ...],
    what: str,
    key: str = "id",
    also: Iterable[str] = (),
) -> int:
    for row in rows:
        if row[key] == wanted or any(text(row, name).casefold() == str(wanted).casefold() for name in keys):
            return integer(row, key)
    known = [text(row, name) for row in rows for name in keys]
    raise MalformedWorld(f"{what}: there is no {wanted!r}; {did_you_mean(str(wanted), [*known, *also])}")
