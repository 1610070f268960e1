"""From an authorization code to a connected user: exchange, keep the grant, bring the leads in."""

import logging

from reference_backend.amocrm import AmoRefused, AmoUnreachable, TokenPair
from reference_backend.backend import Backend
from reference_backend.connections import connection_of, store_pair
from reference_backend.refusals import Refusal
from reference_backend.subscription import listen

_log = logging.getLogger(__name__)


def redeem(backend: Backend, *, user_id: str, host: str, code: str) -> None:
    """Raises AmoRefused or AmoUnreachable when there are no tokens to show for the code."""
    pair = backend.amocrm.exchange(host, code=code)
    backend.seams.keep_grant(backend, user_id=user_id, host=host, pair=pair)


def keep_grant(backend: Backend, *, user_id: str, host: str, pair: TokenPair) -> None:
    """Trouble with the import does not undo the connection: the code is spent, and a sync can follow."""
    store_pair(backend.database, user_id=user_id, host=host, pair=pair)
    connection = connection_of(backend, user_id)
    if connection is None:  # disconnected in the very same moment
        return
    listen(backend, connection)
    try:
        backend.seams.import_account(backend, connection)
    except (AmoRefused, AmoUnreachable, Refusal) as trouble:
        _log.warning("connected %s, but the leads were not imported: %s", host, trouble)
