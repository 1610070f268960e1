"""Every refusal of the token endpoint by name, with the exact document that amoCRM sends.

Kommo's are the same here, in Russian and with amocrm.ru in their type: no answer of Kommo's token endpoint was found.
"""

from mock_amocrm.problems import Problem

TITLE = "Некорректный запрос"
TYPE = "https://developers.amocrm.ru/v3/errors/OAuthProblemJson"
DETAIL = "В запросе отсутствует ряд параметров или параметры невалидны"


def refused(hint: str, *, status: int = 400) -> Problem:
    """The one document of this endpoint; its keys come in amoCRM's order, and its hint tells the cases apart."""
    body = {"hint": hint, "title": TITLE, "type": TYPE, "status": status, "detail": DETAIL}
    return Problem(status, body, content_type="application/json")


def unknown_grant_type() -> Problem:
    """`grant_type` is missing, or neither of the two that exist."""
    return refused("Check that all required parameters have been provided")


def check_parameter(name: str) -> Problem:
    """A parameter is missing, or the client id or secret is not a registered one."""
    return refused(f"Check the `{name}` parameter")


def foreign_redirect_uri() -> Problem:
    """The redirect URI is not, byte for byte, the one that the integration registered."""
    return refused("Redirect URI is not associated with client")


def front_door() -> Problem:
    """The request went to `www` instead of the account's own host."""
    return refused("Send request to account")


def invalid_account() -> Problem:
    """The code or refresh token belongs to another account than the host does."""
    return refused("Invalid account")


def undecipherable_code() -> Problem:
    """Nothing that was ever issued here."""
    return refused("Cannot decrypt the authorization code")


def expired_code() -> Problem:
    """Older than 20 minutes, spent or not."""
    return refused("Authorization code has expired")


def reused_code(*, status: int) -> Problem:
    """Spent before; the profile chooses the status."""
    return refused("Authorization code has been revoked", status=status)


def foreign_code() -> Problem:
    """Another integration's code."""
    return refused("Authorization code was not issued to this client")


def rebound_redirect_uri() -> Problem:
    """The integration's redirect URI is no longer the one that the code was issued for."""
    return refused("Invalid redirect URI")


def undecipherable_refresh_token() -> Problem:
    """Nothing that was ever issued here."""
    return refused("Cannot decrypt the refresh token", status=401)


def foreign_refresh_token() -> Problem:
    """Another integration's refresh token."""
    return refused("Token is not linked to client", status=401)


def expired_refresh_token() -> Problem:
    """Unused for three months."""
    return refused("Token has expired", status=401)


def revoked_refresh_token() -> Problem:
    """Used before, or taken back by the account."""
    return refused("Token has been revoked", status=401)
