"""The addresses of signing in and of tokens, as a table."""

from collections.abc import Callable

from flask import Blueprint
from flask.typing import ResponseReturnValue

from mock_amocrm.oauth.consent import consent
from mock_amocrm.oauth.moved_account import current_subdomain
from mock_amocrm.oauth.resource_owner import resource_owner
from mock_amocrm.oauth.token_endpoint import access_token

View = Callable[[], ResponseReturnValue]

ROUTES: tuple[tuple[str, str, View], ...] = (
    ("GET POST", "/oauth", consent),
    ("POST", "/oauth2/access_token", access_token),
    ("GET", "/oauth2/account/current/subdomain", current_subdomain),
    ("GET", "/v3/user", resource_owner),
)


def blueprint() -> Blueprint:
    """A fresh blueprint of the table above."""
    area = Blueprint("oauth", __name__)
    for methods, path, view in ROUTES:
        area.add_url_rule(
            path,
            view_func=view,
            methods=methods.split(),
            strict_slashes=False,
            provide_automatic_options=False,
        )
    return area
