"""What opening the Redirect URI does: check who it is for, redeem the code once, and say what came of it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from reference_backend.account_host import account_host
from reference_backend.amocrm import AmoRefused, AmoUnreachable
from reference_backend.authorization_state import Outcome, settle_state
from reference_backend.backend import Backend
from reference_backend.users import remember_host

Result = Literal["connected", "failed", "declined", "missing_code", "invalid_state", "invalid_referer"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CallbackQuery:
    code: str
    state: str
    referer: str
    error: str


def read_query(arguments: Mapping[str, str], /) -> CallbackQuery:
    """Whatever amoCRM leaves out is empty."""
    return CallbackQuery(**{field.name: arguments.get(field.name, "") for field in fields(CallbackQuery)})


def open_callback(backend: Backend, query: CallbackQuery) -> Result:
    if query.error:
        return "declined" if query.error == "access_denied" else "failed"
    if not query.code:
        return "missing_code"
    host = account_host(query.referer)
    if host is None:
        return "invalid_referer"
    claim = backend.seams.claim_state(backend, state=query.state, code=query.code)
    if claim is None:
        return "invalid_state"
    if claim.outcome is not None:
        return claim.outcome
    remember_host(backend.database, user_id=claim.user_id, host=host)
    outcome: Outcome = "failed"
    try:
        backend.seams.redeem(backend, user_id=claim.user_id, host=host, code=query.code)
        outcome = "connected"
    except (AmoRefused, AmoUnreachable) as trouble:
        _log.warning("the code was not exchanged at %s: %s", host, trouble)
    finally:
        # In `finally`, because somebody may be waiting with the same URL, whatever happened here.
        settle_state(backend, state=query.state, outcome=outcome)
    return outcome
