"""What lies in an account: leads and users, looked at and added past the API."""

from mock_amocrm.control.accounts import USER, named, shown_user
from mock_amocrm.control.operation import INTEGER, Operation, Request, listing, nullable, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.problems import problem
from mock_amocrm.state.people import add_person, person_by_email
from mock_amocrm.worlds import MalformedWorld, add_leads

SHOWN_OF_LEAD = ("id", "name", "price", "status_id", "pipeline_id", "updated_at")
LEAD = record(
    id=INTEGER,
    name=nullable("string"),
    price=nullable("integer"),
    status_id=INTEGER,
    pipeline_id=INTEGER,
    updated_at=INTEGER,
)
CONTACT = (
    Field("name", Kind.STRING, "The contact's name", required=True),
    Field("phone", Kind.STRING, "A phone number"),
    Field("email", Kind.STRING, "An e-mail address"),
)
NEW_LEAD = (
    Field("name", Kind.STRING, "The lead's name", required=True),
    Field("price", Kind.INTEGER, "Its budget", least=0),
    Field("contact", Kind.OBJECT, "Its main contact, made with it", fields=CONTACT),
)
NEW_USER = (
    Field("name", Kind.STRING, "Invented unless given"),
    Field("email", Kind.STRING, "Invented unless given"),
    Field("password", Kind.STRING, "Invented unless given"),
    Field("is_admin", Kind.BOOLEAN, "Whether they administer the account; no unless given"),
)


def leads(fake: Extension, request: Request) -> object:
    """The leads that are not in the trash."""
    rows = [row for row in named(fake, request).rows("leads") if not row.get("is_deleted")]
    return {"leads": [{key: row.get(key) for key in SHOWN_OF_LEAD} for row in rows]}


def create_leads(fake: Extension, request: Request) -> object:
    """New leads in the first stage of the main pipeline."""
    try:
        return {"ids": add_leads(named(fake, request), request.items)}
    except MalformedWorld as error:
        raise bad_field("body", str(error)) from error


def create_user(fake: Extension, request: Request) -> object:
    """Somebody new who can sign in."""
    account = named(fake, request)
    email = request.text("email")
    if email and person_by_email(account, email) is not None:
        raise problem(409, detail=f"email {email!r} belongs to a user of this account", field="email")
    who = add_person(
        account,
        name=request.text("name"),
        email=email,
        password=request.text("password"),
        is_admin=request.flag("is_admin"),
    )
    return shown_user(account, who)


OPERATIONS = (
    Operation("GET", "/accounts/{subdomain}/leads", "Its leads", leads, record(leads=listing(LEAD))),
    Operation(
        "POST",
        "/accounts/{subdomain}/leads",
        "Add leads, all or none",
        create_leads,
        record(ids=listing(INTEGER)),
        status=201,
        items=NEW_LEAD,
    ),
    Operation("POST", "/accounts/{subdomain}/users", "Add a user", create_user, USER, status=201, body=NEW_USER),
)
