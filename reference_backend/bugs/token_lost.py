"""The code is redeemed and success reported, but nobody stores the tokens."""

from reference_backend.amocrm import TokenPair
from reference_backend.backend import Backend
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.keep_grant = _lose_it


def _lose_it(_backend: Backend, /, *, user_id: str, host: str, pair: TokenPair) -> None:
    pass
