"""Users of an account, added, changed and removed past the API."""

import secrets

from mock_amocrm.control.accounts import USER, named, shown_user
from mock_amocrm.control.operation import STRING, Operation, Request, record
from mock_amocrm.control.rights import RIGHTS, ROLE, place_of
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.problems import problem
from mock_amocrm.state.account import Account
from mock_amocrm.state.people import (
    USERS,
    Person,
    add_person,
    change_person,
    first_administrator,
    people,
    person,
    person_by_email,
)
from mock_amocrm.whole_number import whole_number

NEW_USER = (
    Field("name", Kind.STRING, "Invented unless given"),
    Field("email", Kind.STRING, "Invented unless given"),
    Field("password", Kind.STRING, "Invented unless given"),
    Field("is_admin", Kind.BOOLEAN, "Whether they administer the account; no unless given"),
    RIGHTS,
    ROLE,
)
CHANGES = (
    Field("name", Kind.STRING, "Another name"),
    Field("is_admin", Kind.BOOLEAN, "Whether they administer the account"),
    Field("is_active", Kind.BOOLEAN, "Whether they may sign in"),
    Field("is_free", Kind.BOOLEAN, "Whether they are a free user, who cannot be acted as"),
    RIGHTS,
    ROLE,
)


def create(fake: Extension, request: Request) -> object:
    """Somebody new who can sign in."""
    account = named(fake, request)
    email = request.text("email")
    if email and person_by_email(account, email) is not None:
        raise problem(409, detail=f"email {email!r} belongs to a user of this account", field="email")
    place = place_of(account, request, before=None)
    who = add_person(
        account,
        name=request.text("name"),
        email=email,
        password=request.text("password"),
        is_admin=request.flag("is_admin"),
    )
    return shown_user(account, change_person(account, who.id, **place) if place else who)


def change(fake: Extension, request: Request) -> object:
    """Somebody promoted, deactivated, renamed."""
    account = named(fake, request)
    who = named_user(account, request)
    place = place_of(account, request, before=account.row(USERS, who.id))
    plain = {name: value for name, value in request.body.items() if name not in (RIGHTS.name, ROLE.name)}
    return shown_user(account, change_person(account, who.id, **plain, **place))


def remove(fake: Extension, request: Request) -> object:
    """Somebody gone for good."""
    account = named(fake, request)
    account.remove(USERS, named_user(account, request).id)
    return None


def give_api_key(fake: Extension, request: Request) -> object:
    """Another API key; the old one is wrong from now on."""
    account = named(fake, request)
    who = named_user(account, request)
    key = secrets.token_hex(20)
    change_person(account, who.id, api_key=key)
    return {"login": who.email, "api_key": key}


def named_user(account: Account, request: Request) -> Person:
    """The user in the path."""
    number = request.path["id"]
    known = whole_number(number)
    who = None if known is None else person(account, known)
    if who is None:
        raise problem(404, detail=f"there is no user {number}; {_nearest(account, number)}", field="id")
    return who


def chosen_user(account: Account, request: Request) -> Person:
    """The user whom `user_id` of the body names; the first administrator unless given."""
    number = request.integer("user_id")
    who = first_administrator(account) if number is None else person(account, number)
    if who is None and number is None:
        raise problem(409, detail=f"{account.subdomain} has no administrator", field="user_id")
    if who is None:
        raise bad_field("user_id", f"{number} does not exist; {_nearest(account, str(number))}")
    return who


def _nearest(account: Account, number: str) -> str:
    return did_you_mean(number, [str(who.id) for who in people(account)])


OPERATIONS = (
    Operation("POST", "/accounts/{subdomain}/users", "Add a user", create, USER, status=201, body=NEW_USER),
    Operation("PATCH", "/accounts/{subdomain}/users/{id}", "Change a user", change, USER, body=CHANGES),
    Operation("DELETE", "/accounts/{subdomain}/users/{id}", "Remove a user", remove, USER, status=204),
    Operation(
        "POST",
        "/accounts/{subdomain}/users/{id}/api_key",
        "Give a user another API key, for /oauth2/exchange_api_key",
        give_api_key,
        record(login=STRING, api_key=STRING),
        status=201,
    ),
)
