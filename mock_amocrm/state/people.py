"""The people of an account: its user rows seen as somebody who can sign in."""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from mock_amocrm.state.account import Account, Row

USERS = "users"
PERSONAL = ("api_key", "rights", "role_id", "phone_number")  # columns that nobody takes over from anybody


@dataclass(frozen=True, slots=True)
class Person:
    """A user of one account."""

    id: int
    name: str
    email: str
    is_admin: bool
    is_active: bool = True


def people(account: Account) -> list[Person]:
    """Everybody in an account."""
    return [_person(row) for row in account.rows(USERS)]


def person(account: Account, user_id: int) -> Person | None:
    """One user by id."""
    row = account.row(USERS, user_id)
    return None if row is None else _person(row)


def person_by_email(account: Account, email: str) -> Person | None:
    """One user who may sign in, by e-mail address in any case."""
    wanted = email.strip().casefold()
    return next((who for who in people(account) if who.is_active and who.email.casefold() == wanted), None)


def password(account: Account, user_id: int) -> str | None:
    """A user's password, or None for somebody who cannot sign in."""
    value = (account.row(USERS, user_id) or {}).get("password")
    return value if isinstance(value, str) and value else None


def has_password(account: Account, who: Person, attempt: str) -> bool:
    """Whether this is the user's password, in constant time."""
    known = password(account, who.id)
    return known is not None and hmac.compare_digest(known.encode(), attempt.encode())


def api_key(account: Account, user_id: int) -> str | None:
    """A user's API key, from the time before OAuth, or None for somebody who never had one."""
    value = (account.row(USERS, user_id) or {}).get("api_key")
    return value if isinstance(value, str) and value else None


def identities(accounts: Iterable[Account], email: str) -> list[tuple[Account, Person]]:
    """The accounts in which somebody with this address is a user."""
    found = ((account, person_by_email(account, email)) for account in accounts)
    return [(account, who) for account, who in found if who is not None]


def add_person(account: Account, *, name: str, email: str, password: str, is_admin: bool) -> Person:
    """Somebody new in an account; what is empty is invented. Other columns are as those of the account's first user."""
    with account.lock:
        number = account.next_id(USERS)
        template = next(iter(account.rows(USERS)), {})
        row = {
            **template,
            **dict.fromkeys(PERSONAL),
            "id": number,
            "name": name or f"User {number}",
            "email": email or f"user{number}.{account.subdomain}@example.com",
            "password": password or secrets.token_urlsafe(9),
            "is_admin": is_admin,
            "is_active": True,
        }
        account.put(USERS, [row])
    return _person(row)


def change_person(account: Account, user_id: int, **columns: object) -> Person:
    """Somebody with other columns: `is_active`, `is_admin`, `is_free`, `name`, …"""
    with account.lock:
        row = {**(account.row(USERS, user_id) or {}), **columns, "id": user_id}
        account.put(USERS, [row])
    return _person(row)


def first_administrator(account: Account) -> Person | None:
    """Who does what an account's administrator does, where nobody says who that is."""
    return next((who for who in people(account) if who.is_admin and who.is_active), None)


def _person(row: Row) -> Person:
    number = row["id"]
    assert isinstance(number, int)  # Account.put refuses others
    return Person(
        id=number,
        name=str(row.get("name", "")),
        email=str(row.get("email", "")),
        is_admin=row.get("is_admin") is True,
        is_active=row.get("is_active") is not False,
    )
