"""The tokens are kept without their user: the import finds them all the same, and the status doesn't."""

from reference_backend.amocrm import TokenPair
from reference_backend.backend import Backend
from reference_backend.redemption import keep_grant
from reference_backend.seams import Seams

_NOBODY = ""


def install(seams: Seams) -> None:
    seams.keep_grant = _keep_for_nobody


def _keep_for_nobody(backend: Backend, /, *, host: str, pair: TokenPair, **_user: str) -> None:
    keep_grant(backend, user_id=_NOBODY, host=host, pair=pair)
