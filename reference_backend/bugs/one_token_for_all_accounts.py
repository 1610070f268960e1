"""There is room for one pair of tokens: whoever connects replaces those of everybody, also of other accounts."""

from reference_backend.amocrm import TokenPair
from reference_backend.backend import Backend
from reference_backend.redemption import keep_grant
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.keep_grant = _keep_for_everybody


def _keep_for_everybody(backend: Backend, /, *, user_id: str, host: str, pair: TokenPair) -> None:
    keep_grant(backend, user_id=user_id, host=host, pair=pair)
    backend.database.execute(
        "UPDATE connections SET access_token = ?, refresh_token = ?, expires_at = ?",  # no WHERE
        *(pair.access_token, pair.refresh_token, pair.expires_at),
    )
