"""An account may get another address: its tokens go on living, and at the old address nobody knows them."""

from reference_backend.account_host import account_host
from reference_backend.amocrm import AmoUnreachable
from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.json_values import as_object, as_text


def moved_host(backend: Backend, connection: Connection) -> str | None:
    """Where the account of a connection lives now; None where that is no news, or can't be learned.

    Raises AmoRefused with 401 where the tokens are dead.
    """
    shared = _shared_host(connection.access_token)
    if shared is None:
        return None
    try:
        host = account_host(backend.amocrm.host_of_account(shared, refresh_token=connection.refresh_token))
    except AmoUnreachable:
        return None
    return host if host != connection.host else None


def _shared_host(access_token: str) -> str | None:
    """The host that answers for every account, as the token itself names it."""
    import jwt

    try:
        # Nobody's word is taken here for what somebody may do: it is the token that amoCRM gave us itself.
        claims = jwt.decode(access_token, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        return None
    return account_host(as_text(as_object(claims).get("api_domain")))
