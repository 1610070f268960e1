"""Every code is taken to the account that was connected first: one account was all there was when this was written."""

from dataclasses import dataclass

from reference_backend.backend import Backend
from reference_backend.redemption import redeem
from reference_backend.seams import Seams


@dataclass(frozen=True, slots=True)
class _Connected:
    host: str


def install(seams: Seams) -> None:
    seams.redeem = _at_the_first


def _at_the_first(backend: Backend, /, *, user_id: str, host: str, code: str) -> None:
    first = backend.database.one(_Connected, "SELECT host FROM connections ORDER BY updated_at LIMIT 1")
    redeem(backend, user_id=user_id, host=first.host if first else host, code=code)
