"""The tokens come from the account's own host, and are then shown at www.amocrm.ru."""

from reference_backend.connections import Connection
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.api_host = _front_door


def _front_door(_connection: Connection) -> str:
    return "www.amocrm.ru"
