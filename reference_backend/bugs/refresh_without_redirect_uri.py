"""The refresh leaves out redirect_uri, which the documentation wants in both grants."""

from reference_backend.amocrm import TokenPair
from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.refresh = _refresh


def _refresh(backend: Backend, connection: Connection, /) -> TokenPair:
    grant = {"grant_type": "refresh_token", "refresh_token": connection.refresh_token}
    return backend.amocrm.token(connection.host, grant)
