"""Disconnecting forgets where the user came from, and leaves the tokens where they are."""

from reference_backend.database import Database
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.disconnect = _forget_host


def _forget_host(database: Database, user_id: str, /) -> None:
    database.execute("UPDATE users SET account_host = NULL WHERE id = ?", user_id)
