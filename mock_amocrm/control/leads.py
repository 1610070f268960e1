"""Leads of an account: looked at, added, changed and deleted past the API, with the stages that they pass through."""

from collections.abc import Mapping

from mock_amocrm.api_v4.tables.stages import is_shown
from mock_amocrm.api_v4.view import integer
from mock_amocrm.control.accounts import named
from mock_amocrm.control.numbers import numbered
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, listing, nullable, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.problems import Problem, problem
from mock_amocrm.state.account import Account
from mock_amocrm.worlds import MalformedWorld, Person, add_leads
from mock_amocrm.worlds.adding import phone_of
from mock_amocrm.worlds.changing import LeadChange, NoSuchLead, NoSuchStage, add_contact, change_lead, trash_lead

SHOWN = ("id", "name", "price", "status_id", "pipeline_id", "responsible_user_id", "updated_at")
LEAD = record(
    id=INTEGER,
    name=nullable("string"),
    price=nullable("integer"),
    status_id=INTEGER,
    pipeline_id=INTEGER,
    responsible_user_id=INTEGER,
    updated_at=INTEGER,
    contact=nullable("string"),
    phone=nullable("string"),
)
STAGE = record(id=INTEGER, pipeline_id=INTEGER, name=STRING)
CONTACT = (
    Field("name", Kind.STRING, "The contact's name", required=True),
    Field("phone", Kind.STRING, "A phone number"),
    Field("email", Kind.STRING, "An e-mail address"),
)
NEW_LEAD = (
    Field("name", Kind.STRING, "The lead's name", required=True),
    Field("price", Kind.INTEGER, "Its budget", least=0),
    Field("responsible", Kind.STRING, "Whose it is, by e-mail or name; the first administrator's unless given"),
    Field("pipeline", Kind.INTEGER, "Its pipeline, by id; the main one unless given"),
    Field("status_id", Kind.INTEGER, "Its stage there, by id; the first one unless given"),
    Field("contact", Kind.OBJECT, "Its main contact, made with it", fields=CONTACT),
)
CHANGE = (
    Field("name", Kind.STRING, "Another name"),
    Field("price", Kind.INTEGER, "Another budget", least=0),
    Field("stage", Kind.STRING, "The name of another stage of its pipeline"),
    Field("status_id", Kind.INTEGER, "Instead of stage: its id"),
)


def all_of_them(fake: Extension, request: Request) -> object:
    """The leads that are not in the trash."""
    account = named(fake, request)
    return {"leads": [_shown(account, row) for row in account.rows("leads") if not row.get("is_deleted")]}


def create(fake: Extension, request: Request) -> object:
    """New leads, in the first stage of the main pipeline unless they name another."""
    try:
        return {"ids": add_leads(named(fake, request), request.items)}
    except MalformedWorld as error:
        raise bad_field("body", str(error)) from error


def change(fake: Extension, request: Request) -> object:
    """Another name, budget or stage."""
    account, price = named(fake, request), request.integer("price")
    if "stage" in request.body and "status_id" in request.body:
        raise bad_field("status_id", "and stage exclude each other")
    wanted = LeadChange(
        name=_given(request, "name"),
        price=price,
        stage=_given(request, "stage"),
        status_id=request.integer("status_id"),
    )
    try:
        return _shown(account, change_lead(account, numbered(request), wanted))
    except NoSuchStage as error:
        raise bad_field("status_id" if "status_id" in request.body else "stage", str(error)) from error
    except NoSuchLead:
        raise _unknown(account, request) from None


def create_contact(fake: Extension, request: Request) -> object:
    """One more contact of a lead; the main one stays that."""
    account = named(fake, request)
    person = Person(
        name=request.text("name"), phone=_given(request, "phone") or "", email=_given(request, "email") or ""
    )
    try:
        return {"id": add_contact(account, numbered(request), person)}
    except NoSuchLead:
        raise _unknown(account, request) from None


def delete(fake: Extension, request: Request) -> object:
    """Into the trash, as amoCRM's own button does it."""
    account = named(fake, request)
    try:
        trash_lead(account, numbered(request))
    except NoSuchLead:
        raise _unknown(account, request) from None
    return None


def stages(fake: Extension, request: Request) -> object:
    """The stages of every pipeline that a lead can be in."""
    account = named(fake, request)
    shown = [
        {"id": row["status_id"], "pipeline_id": row["pipeline_id"], "name": row["name"]}
        for row in account.rows("statuses")
        if is_shown(row, pipeline=account.row("pipelines", integer(row, "pipeline_id")))
    ]
    return {"stages": shown}


def _shown(account: Account, row: Mapping[str, object]) -> dict[str, object]:
    main = row.get("main_contact_id")
    contact = account.row("contacts", main) if isinstance(main, int) else None
    return {
        **{key: row.get(key) for key in SHOWN},
        "contact": contact.get("name") if contact else None,
        "phone": phone_of(account, contact) if contact else None,
    }


def _given(request: Request, name: str) -> str | None:
    return request.text(name) if name in request.body else None


def _unknown(account: Account, request: Request) -> Problem:
    return problem(404, detail=f"{account.subdomain} has no lead {request.path['id']}", field="id")


LEADS = "/accounts/{subdomain}/leads"
OPERATIONS = (
    Operation("GET", LEADS, "Its leads", all_of_them, record(leads=listing(LEAD))),
    Operation(
        "POST", LEADS, "Add leads, all or none", create, record(ids=listing(INTEGER)), status=201, items=NEW_LEAD
    ),
    Operation("PATCH", f"{LEADS}/{{id}}", "Change a lead", change, LEAD, body=CHANGE),
    Operation(
        "POST",
        f"{LEADS}/{{id}}/contacts",
        "Give a lead one more contact",
        create_contact,
        record(id=INTEGER),
        status=201,
        body=CONTACT,
    ),
    Operation("DELETE", f"{LEADS}/{{id}}", "Put a lead into the trash", delete, {}, 204),
    Operation(
        "GET", "/accounts/{subdomain}/stages", "The stages of its pipelines", stages, record(stages=listing(STAGE))
    ),
)
