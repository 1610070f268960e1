"""The `state` of an authorization: issued here, signed, bound to a user, short-lived, and good for one code."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from reference_backend.backend import Backend

Outcome = Literal["connected", "failed"]

_LONGEST_REDEMPTION_SECONDS = 120
_KEPT_SECONDS = 86_400
# Another process settles without notifying this one, so the outcome is looked up this often.
_LOOK_AGAIN_SECONDS = 0.05
_SELECT = "SELECT user_id, expires_at, code_fingerprint, claimed_at, outcome FROM authorization_states WHERE digest = ?"


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose consent this is; an outcome is there when the same callback URL was opened before."""

    user_id: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class _Issued:
    user_id: str
    expires_at: float
    code_fingerprint: str | None
    claimed_at: float | None
    outcome: Outcome | None


def issue_state(backend: Backend, user_id: str) -> str:
    now = time.time()
    payload = json.dumps({"random": secrets.token_urlsafe(12), "userId": user_id})
    encoded = base64.urlsafe_b64encode(payload.encode()).decode().rstrip("=")
    state = f"{encoded}.{_signature(backend, encoded)}"
    backend.database.execute("DELETE FROM authorization_states WHERE expires_at < ?", now - _KEPT_SECONDS)
    backend.database.execute(
        "INSERT INTO authorization_states (digest, user_id, expires_at) VALUES (?, ?, ?)",
        *(_digest(state), user_id, now + backend.settings.state_seconds),
    )
    return state


def consent_url(backend: Backend, *, state: str) -> str:
    """The page where somebody chooses an account and allows; it is the same for all accounts."""
    query = urlencode({"client_id": backend.settings.client_id, "state": state, "mode": "popup"})
    return f"{backend.settings.authorize_url}?{query}"


def claim_state(backend: Backend, *, state: str, code: str) -> Claim | None:
    """Tie this code to the state; None for a state that is unknown, forged, expired, or tied to another code.

    The same URL opened again gets the outcome of its first opening; while that one is still at work, it waits.
    """
    encoded, _, signature = state.rpartition(".")
    if not hmac.compare_digest(signature.encode("utf-8", "replace"), _signature(backend, encoded).encode()):
        return None
    digest, fingerprint, now = _digest(state), _digest(code), time.time()
    with backend.database.transaction():
        issued = backend.database.one_locked(_Issued, _SELECT, digest)
        if issued is None or issued.code_fingerprint not in (None, fingerprint):
            return None
        if issued.code_fingerprint is None:
            if issued.expires_at <= now:
                return None
            backend.database.execute(
                "UPDATE authorization_states SET code_fingerprint = ?, claimed_at = ? WHERE digest = ?",
                *(fingerprint, now, digest),
            )
            return Claim(issued.user_id, outcome=None)
    return Claim(issued.user_id, outcome=_await_outcome(backend, digest))


def settle_state(backend: Backend, *, state: str, outcome: Outcome) -> None:
    backend.database.execute("UPDATE authorization_states SET outcome = ? WHERE digest = ?", outcome, _digest(state))
    with backend.settled:
        backend.settled.notify_all()


def _await_outcome(backend: Backend, digest: str) -> Outcome:
    """A redemption that nobody finished (its process died) counts as failed after a while."""
    while True:
        issued = backend.database.one(_Issued, _SELECT, digest)
        if issued is not None and issued.outcome:
            return issued.outcome
        if issued is None or time.time() > (issued.claimed_at or 0) + _LONGEST_REDEMPTION_SECONDS:
            return "failed"
        with backend.settled:
            backend.settled.wait(_LOOK_AGAIN_SECONDS)


def _signature(backend: Backend, encoded: str) -> str:
    key = f"authorization state {backend.settings.app_secret}".encode()
    return hmac.new(key, encoded.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
