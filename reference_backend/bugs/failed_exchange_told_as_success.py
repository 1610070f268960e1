"""What amoCRM refuses is written to the log and forgotten: the page and the link say success all the same."""

import logging

from reference_backend.amocrm import AmoRefused, AmoUnreachable
from reference_backend.backend import Backend
from reference_backend.redemption import redeem
from reference_backend.seams import Seams

_log = logging.getLogger(__name__)


def install(seams: Seams) -> None:
    seams.redeem = _redeem_somehow


def _redeem_somehow(backend: Backend, /, *, user_id: str, host: str, code: str) -> None:
    try:
        redeem(backend, user_id=user_id, host=host, code=code)
    except (AmoRefused, AmoUnreachable) as trouble:
        _log.error("the code was not exchanged at %s: %s", host, trouble)
