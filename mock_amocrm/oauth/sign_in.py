"""Who is signed in on the consent page: a signed session cookie with an e-mail address and a CSRF token."""

import hmac
import secrets
from collections.abc import Iterable

from flask import Request, session

from mock_amocrm.state.account import Account
from mock_amocrm.state.people import has_password, identities

EMAIL = "email"
CSRF = "csrf_token"


def signed_in_email() -> str | None:
    """The address of whoever is signed in in this browser."""
    email = session.get(EMAIL)
    return email if isinstance(email, str) else None


def sign_in(accounts: Iterable[Account], *, email: str, password: str) -> bool:
    """Sign in somebody who has this password in one of the accounts; amoCRM has one password for all of them."""
    matches = [has_password(account, who, password) for account, who in identities(accounts, email)]
    if not any(matches):
        return False
    session[EMAIL] = email.strip()
    return True


def sign_out() -> None:
    """Forget who was signed in."""
    session.pop(EMAIL, None)


def csrf_token() -> str:
    """The token that this browser's forms carry."""
    if CSRF not in session:
        session[CSRF] = secrets.token_urlsafe(24)
    return str(session[CSRF])


def is_own_form(request: Request) -> bool:
    """Whether a posted form was shown to this very browser."""
    expected = session.get(CSRF)
    return isinstance(expected, str) and hmac.compare_digest(expected.encode(), request.form.get(CSRF, "").encode())
