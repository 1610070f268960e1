"""The import reads the account's users first, which amoCRM shows to administrators only."""

from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.lead_import import import_account
from reference_backend.reading import AccountReader
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.import_account = _users_first


def _users_first(backend: Backend, connection: Connection) -> int:
    AccountReader(backend, connection).read("users")
    return import_account(backend, connection)
