"""A new consent is taken for the end of all earlier ones: the colleagues' connections to that account are removed."""

from reference_backend.amocrm import TokenPair
from reference_backend.backend import Backend
from reference_backend.redemption import keep_grant
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.keep_grant = _keep_alone


def _keep_alone(backend: Backend, /, *, user_id: str, host: str, pair: TokenPair) -> None:
    keep_grant(backend, user_id=user_id, host=host, pair=pair)
    backend.database.execute("DELETE FROM connections WHERE host = ? AND user_id <> ?", host, user_id)
