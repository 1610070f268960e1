"""A refresh saves the new access token only, so that the next one brings a refresh token that is spent."""

from dataclasses import replace

from reference_backend.amocrm import TokenPair
from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.renewal import keep_rotated
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.keep_rotated = _keep_access


def _keep_access(backend: Backend, connection: Connection, pair: TokenPair, /) -> Connection:
    return keep_rotated(backend, connection, replace(pair, refresh_token=connection.refresh_token))
