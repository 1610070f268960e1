"""A refresh takes the host from the new access token, whose base_domain is amoCRM's own and not the account's."""

from reference_backend.amocrm import TokenPair
from reference_backend.backend import Backend
from reference_backend.connections import Connection, connection_of, store_account, store_pair
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.keep_rotated = _keep_with_host_of_token


def _keep_with_host_of_token(backend: Backend, connection: Connection, pair: TokenPair, /) -> Connection:
    import jwt

    claims = jwt.decode(pair.access_token, options={"verify_signature": False})
    store_pair(backend.database, user_id=connection.user_id, host=str(claims["base_domain"]), pair=pair)
    if connection.account_id is not None:
        store_account(backend.database, user_id=connection.user_id, account_id=connection.account_id)
    return connection_of(backend, connection.user_id) or connection
