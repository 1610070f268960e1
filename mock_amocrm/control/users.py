"""Users of an account, added past the API."""

from mock_amocrm.control.accounts import USER, named, shown_user
from mock_amocrm.control.operation import Operation, Request
from mock_amocrm.control.shape import Field, Kind
from mock_amocrm.extension import Extension
from mock_amocrm.problems import problem
from mock_amocrm.state.people import add_person, person_by_email

NEW_USER = (
    Field("name", Kind.STRING, "Invented unless given"),
    Field("email", Kind.STRING, "Invented unless given"),
    Field("password", Kind.STRING, "Invented unless given"),
    Field("is_admin", Kind.BOOLEAN, "Whether they administer the account; no unless given"),
)


def create(fake: Extension, request: Request) -> object:
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


OPERATIONS = (Operation("POST", "/accounts/{subdomain}/users", "Add a user", create, USER, status=201, body=NEW_USER),)
