"""/amo-crm: connecting to amoCRM, being connected, and disconnecting."""

import logging
from urllib.parse import urlencode

from flask import Response, request

from reference_backend.amocrm import AmoRefused, AmoUnreachable
from reference_backend.authorization_state import issue_state
from reference_backend.backend import Backend
from reference_backend.callback import CallbackQuery, Result, open_callback
from reference_backend.callback_page import callback_page, deep_link, failure_query
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
    query = urlencode({"client_id": backend.settings.client_id, "state": state, "mode": "popup"})
    return success({"url": f"{backend.settings.authorize_url}?{query}", "state": state})


def callback(backend: Backend) -> Response:
    """Always a page with HTTP 200: a person in a browser is looking at it."""
    code, state, referer, error = (request.args.get(name, "") for name in ("code", "state", "referer", "error"))
    result: Result = "failed"
    try:
        result = open_callback(backend, CallbackQuery(code=code, state=state, referer=referer, error=error))
    except Exception:
        _log.exception("the callback failed")
    query = backend.seams.success_query(code) if result == "connected" else failure_query(result)
    if state and result in ("connected", "declined"):
        query["state"] = state
    page = Response(callback_page(result, link=deep_link(backend.settings.deep_link, query)), mimetype="text/html")
    # The URL of this page holds the code: nobody keeps the page, and no other site is told the URL.
    page.headers["Cache-Control"] = "no-store"
    page.headers["Referrer-Policy"] = "no-referrer"
    return page


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
