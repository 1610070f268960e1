"""Who is connected to which amoCRM account, with the tokens of the connection."""

import time
from dataclasses import dataclass, field

from reference_backend.amocrm import TokenPair
from reference_backend.backend import Backend
from reference_backend.database import Database

_FORGET_UNUSED = (
    "DELETE FROM leads WHERE account_id NOT IN (SELECT account_id FROM connections WHERE account_id IS NOT NULL)",
    "DELETE FROM stages WHERE account_id NOT IN (SELECT account_id FROM connections WHERE account_id IS NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class Connection:
    user_id: str
    host: str
    account_id: int | None
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: float
    updated_at: float


def connection_of(backend: Backend, user_id: str) -> Connection | None:
    return backend.database.one(Connection, "SELECT * FROM connections WHERE user_id = ?", user_id)


def live_connection_of(backend: Backend, user_id: str) -> Connection | None:
    """The connection that whatever is read live from amoCRM is read with: the one that the status speaks of."""
    return backend.seams.connection_of(backend, user_id)


def detail_connection(backend: Backend, user_id: str, _amo_lead_id: int) -> Connection | None:
    """With whose token one lead is read: that of whoever wants to see it, which shows them only what they may view."""
    return backend.seams.live_connection_of(backend, user_id)


def is_connected(connection: Connection | None) -> bool:
    return connection is not None


def connections_to_account(database: Database, account_id: int) -> list[Connection]:
    """Those of all colleagues who have connected it."""
    return database.all(
        Connection, "SELECT * FROM connections WHERE account_id = ? ORDER BY updated_at DESC", account_id
    )


def store_pair(database: Database, *, user_id: str, host: str, pair: TokenPair) -> None:
    """Replace what the user had before; which account it is follows with `store_account`."""
    database.execute(
        "INSERT INTO connections (user_id, host, access_token, refresh_token, expires_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_id) DO UPDATE SET host = excluded.host, account_id = NULL,"
        " access_token = excluded.access_token, refresh_token = excluded.refresh_token,"
        " expires_at = excluded.expires_at, updated_at = excluded.updated_at",
        *(user_id, host, pair.access_token, pair.refresh_token, pair.expires_at, time.time()),
    )


def store_account(database: Database, *, user_id: str, account_id: int) -> None:
    database.execute("UPDATE connections SET account_id = ? WHERE user_id = ?", account_id, user_id)
    database.execute("DELETE FROM leads WHERE user_id = ? AND account_id <> ?", user_id, account_id)
    _forget_unused_imports(database)


def store_rotated_pair(database: Database, *, user_id: str, pair: TokenPair) -> None:
    database.execute(
        "UPDATE connections SET access_token = ?, refresh_token = ?, expires_at = ?, updated_at = ? WHERE user_id = ?",
        *(pair.access_token, pair.refresh_token, pair.expires_at, time.time(), user_id),
    )


def store_host(database: Database, *, user_id: str, host: str) -> None:
    database.execute("UPDATE connections SET host = ? WHERE user_id = ?", host, user_id)


def remove_connection(database: Database, user_id: str) -> None:
    database.execute("DELETE FROM connections WHERE user_id = ?", user_id)
    database.execute("DELETE FROM leads WHERE user_id = ?", user_id)
    _forget_unused_imports(database)


def _forget_unused_imports(database: Database) -> None:
    for statement in _FORGET_UNUSED:
        database.execute(statement)
