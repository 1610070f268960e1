"""A refresh that amoCRM refuses is sent again and again, as if that could help."""

from reference_backend.amocrm import AmoRefused, TokenPair
from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.renewal import refresh
from reference_backend.seams import Seams

_REPEATS = 5


def install(seams: Seams) -> None:
    seams.refresh = _refresh_stubbornly


def _refresh_stubbornly(backend: Backend, connection: Connection, /) -> TokenPair:
    for _ in range(_REPEATS):
        try:
            return refresh(backend, connection)
        except AmoRefused:
            continue
    return refresh(backend, connection)
