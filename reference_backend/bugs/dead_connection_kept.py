"""A refresh token that amoCRM refuses for good stays in the table, and the status goes on saying connected."""

from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.forget_refused = _keep


def _keep(_backend: Backend, _connection: Connection, /) -> None:
    pass
