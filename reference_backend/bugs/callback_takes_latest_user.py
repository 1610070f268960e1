"""The callback checks the state and then connects whoever pressed Connect last, whosever state it was."""

from dataclasses import dataclass, replace

from reference_backend.authorization_state import Claim, claim_state
from reference_backend.backend import Backend
from reference_backend.seams import Seams


@dataclass(frozen=True, slots=True)
class _Asked:
    user_id: str


def install(seams: Seams) -> None:
    seams.claim_state = _for_the_latest


def _for_the_latest(backend: Backend, /, *, state: str, code: str) -> Claim | None:
    claim = claim_state(backend, state=state, code=code)
    asked = "SELECT user_id FROM authorization_states ORDER BY expires_at DESC LIMIT 1"
    latest = backend.database.one(_Asked, asked)
    return replace(claim, user_id=latest.user_id) if claim and latest else claim
