"""The connection is written down before its tokens are there, and stays when they never come."""

from reference_backend.amocrm import TokenPair
from reference_backend.backend import Backend
from reference_backend.connections import store_pair
from reference_backend.redemption import redeem
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.redeem = _written_down_first


def _written_down_first(backend: Backend, /, *, user_id: str, host: str, code: str) -> None:
    store_pair(backend.database, user_id=user_id, host=host, pair=TokenPair("", "", expires_at=0))
    redeem(backend, user_id=user_id, host=host, code=code)
