"""The callback knows its states and forgets what came of them: each opening of the page redeems the code again."""

from dataclasses import replace

from reference_backend.authorization_state import Claim, claim_state
from reference_backend.backend import Backend
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.claim_state = _as_if_first


def _as_if_first(backend: Backend, /, *, state: str, code: str) -> Claim | None:
    claim = claim_state(backend, state=state, code=code)
    return replace(claim, outcome=None) if claim else None
