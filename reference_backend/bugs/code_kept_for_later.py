"""The callback puts the code aside and says success; it is redeemed when the app next asks for anything."""

import logging

from reference_backend.amocrm import AmoRefused, AmoUnreachable
from reference_backend.backend import Backend
from reference_backend.connections import Connection, connection_of
from reference_backend.redemption import redeem
from reference_backend.seams import Seams

_log = logging.getLogger(__name__)

_put_aside: dict[str, tuple[str, str]] = {}
"""Host and code, by user."""


def install(seams: Seams) -> None:
    seams.redeem = _put_it_aside
    seams.connection_of = _once_redeemed


def _put_it_aside(_backend: Backend, /, *, user_id: str, host: str, code: str) -> None:
    _put_aside[user_id] = (host, code)


def _once_redeemed(backend: Backend, user_id: str) -> Connection | None:
    waiting = _put_aside.pop(user_id, None)
    if waiting is not None:
        host, code = waiting
        try:
            redeem(backend, user_id=user_id, host=host, code=code)
        except (AmoRefused, AmoUnreachable) as trouble:
            _log.warning("the code was not exchanged at %s: %s", host, trouble)
    return connection_of(backend, user_id)
