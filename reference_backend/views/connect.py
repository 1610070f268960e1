"""/amo-crm: connecting to amoCRM, being connected, and disconnecting."""

import logging

from flask import Response, request

from reference_backend.amocrm import AmoRefused, AmoUnreachable
from reference_backend.authorization_state import issue_state
from reference_backend.backend import Backend
from reference_backend.callback import Result, open_callback
from reference_backend.callback_page import failure_query
from reference_backend.json_values import as_text
from reference_backend.redemption import redeem
from reference_backend.refusals import Refusal, invalid
from reference_backend.sessions import Session
from reference_backend.users import find_user
from reference_backend.views.answers import success
from reference_backend.views.incoming import json_body

_EXCHANGE_FAILED = "Failed to exchange authorization code"

_log = logging.getLogger(__name__)


def connect(backend: Backend, session: Session) -> Response:
    state = issue_state(backend, session.user_id)
    return success({"url": backend.seams.consent_url(backend, state=state), "state": state})


def callback(backend: Backend) -> Response:
    """Always a page with HTTP 200: a person in a browser is looking at it."""
    seams = backend.seams
    query = seams.read_callback(request.args)
    result: Result = "failed"
    try:
        result = open_callback(backend, query)
    except Exception:
        _log.exception("the callback failed")
    told = seams.success_query(query.code) if result == "connected" else failure_query(result)
    # Nobody has checked the state of a refusal; one that no field of a form can hold is not ours.
    if query.state.isprintable() and query.state and result in ("connected", "declined"):
        told["state"] = query.state
    link = seams.deep_link(backend.settings.deep_link, told)
    answer = seams.callback_answer(result, link, seams.way_back(link))
    # The URL of this page holds the code: nobody keeps the page, and no other site is told the URL.
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def status(backend: Backend, session: Session) -> Response:
    connection = backend.seams.connection_of(backend, session.user_id)
    return success(
        {
            "connected": backend.seams.is_connected(connection),
            "hasTokens": connection is not None,
            "domain": connection.host if connection else None,
            "accountId": str(connection.account_id) if connection and connection.account_id else None,
        }
    )


def exchange_code(backend: Backend, session: Session) -> Response:
    """For app versions that still bring the code themselves; the account is the one their callback came from."""
    code = as_text(json_body().get("code"))
    if code is None:
        raise invalid("Authorization code is required")
    user = find_user(backend.database, session.user_id)
    if user is None or user.account_host is None:
        raise invalid(_EXCHANGE_FAILED)
    try:
        redeem(backend, user_id=user.id, host=user.account_host, code=code)
    except AmoRefused as refused:
        raise Refusal(refused.status if 400 <= refused.status < 500 else 502, _EXCHANGE_FAILED) from refused
    except AmoUnreachable as trouble:
        raise Refusal(502, _EXCHANGE_FAILED) from trouble
    return success(None, message="AMO CRM successfully connected")


def disconnect(backend: Backend, session: Session) -> Response:
    backend.seams.disconnect(backend.database, session.user_id)
    return success(None, message="AMO CRM disconnected")
