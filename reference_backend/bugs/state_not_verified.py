"""Whoever `state` names gets the connection, and without a state the user who asked for a connect URL last."""

import base64
import json
from dataclasses import dataclass

from reference_backend.authorization_state import Claim
from reference_backend.backend import Backend
from reference_backend.json_values import as_object, as_text
from reference_backend.seams import Seams


@dataclass(frozen=True, slots=True)
class _Asked:
    user_id: str


def install(seams: Seams) -> None:
    seams.claim_state = _trust


def _trust(backend: Backend, /, *, state: str, **_unread: str) -> Claim | None:
    user_id = _named_in(state)
    if user_id is None:
        asked = "SELECT user_id FROM authorization_states ORDER BY expires_at DESC LIMIT 1"
        last = backend.database.one(_Asked, asked)
        user_id = last.user_id if last else None
    return Claim(user_id, outcome=None) if user_id else None


def _named_in(state: str) -> str | None:
    encoded = (state.rpartition(".")[0] or state).replace("+", "-").replace("/", "_")
    try:
        payload: object = json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    except ValueError:
        return None
    return as_text(as_object(payload).get("userId"))
