"""Keeping an access token usable: one refresh at a time per user, the new pair stored before anybody uses it."""

import time
from dataclasses import replace

from reference_backend.amocrm import AmoRefused, TokenPair
from reference_backend.backend import Backend
from reference_backend.connections import Connection, remove_connection, store_host, store_rotated_pair
from reference_backend.refusals import reconnect

_EARLY_SECONDS = 60


def usable(backend: Backend, connection: Connection) -> Connection:
    """Our clock's opinion; amoCRM's own comes as a 401, and whoever reads handles that with `renewed`."""
    if connection.expires_at - _EARLY_SECONDS > time.time():
        return connection
    return backend.seams.renewed(backend, connection)


def renewed(backend: Backend, stale: Connection) -> Connection:
    """The user's connection with another access token than the stale one; refused for good, the connection is dropped.

    The row stays locked while amoCRM answers: a refresh token works once, so whoever comes second, in this process
    or another, must find the winner's pair. On SQLite, which locks no rows, other writers wait as well.
    """
    database = backend.database
    with database.transaction():
        current = database.one_locked(Connection, "SELECT * FROM connections WHERE user_id = ?", stale.user_id)
        if current is not None and current.access_token == stale.access_token:
            current = _rotated(backend, current)
    if current is None:
        raise reconnect()
    return current


def refresh(backend: Backend, connection: Connection) -> TokenPair:
    """The next pair; this spends the refresh token."""
    return backend.amocrm.refresh(connection.host, refresh_token=connection.refresh_token)


def keep_rotated(backend: Backend, connection: Connection, pair: TokenPair) -> Connection:
    """Both tokens of the new pair: the old refresh token is of no more use."""
    store_rotated_pair(backend.database, user_id=connection.user_id, pair=pair)
    return replace(
        connection, access_token=pair.access_token, refresh_token=pair.refresh_token, expires_at=pair.expires_at
    )


def forget_refused(backend: Backend, connection: Connection) -> None:
    """From now on the status says so, and the app offers to connect again."""
    remove_connection(backend.database, connection.user_id)


def _rotated(backend: Backend, connection: Connection) -> Connection | None:
    try:
        pair = backend.seams.refresh(backend, connection)
    except AmoRefused as refused:
        if refused.status == 404:
            return _rotated_elsewhere(backend, connection, refused)
        if refused.status != 401:
            raise
        backend.seams.forget_refused(backend, connection)
        return None
    return backend.seams.keep_rotated(backend, connection, pair)


def _rotated_elsewhere(backend: Backend, connection: Connection, refused: AmoRefused) -> Connection | None:
    """At the address that gave the tokens is no account any more: it has another one, or is gone."""
    try:
        moved = backend.seams.moved_host(backend, connection)
    except AmoRefused as said:
        if said.status != 401:
            raise refused from said
        backend.seams.forget_refused(backend, connection)
        return None
    if moved is None:
        raise refused
    store_host(backend.database, user_id=connection.user_id, host=moved)
    return _rotated(backend, replace(connection, host=moved))
