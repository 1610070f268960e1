"""The callback looks whether it was opened before and goes on: of two at the same time, both see nobody before them."""

import hashlib
from dataclasses import dataclass

from reference_backend.authorization_state import Claim, Outcome
from reference_backend.backend import Backend
from reference_backend.seams import Seams


@dataclass(frozen=True, slots=True)
class _Issued:
    user_id: str
    code_fingerprint: str | None
    outcome: Outcome | None


def install(seams: Seams) -> None:
    seams.claim_state = _look_and_go_on


def _look_and_go_on(backend: Backend, /, *, state: str, code: str) -> Claim | None:
    digest, fingerprint = (hashlib.sha256(text.encode()).hexdigest() for text in (state, code))
    known = "SELECT user_id, code_fingerprint, outcome FROM authorization_states WHERE digest = ?"
    issued = backend.database.one(_Issued, known, digest)
    if issued is None or issued.code_fingerprint not in (None, fingerprint):
        return None
    backend.database.execute(
        "UPDATE authorization_states SET code_fingerprint = ? WHERE digest = ?", fingerprint, digest
    )
    return Claim(issued.user_id, issued.outcome)
