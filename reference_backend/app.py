"""The Flask application: routes, the session guard, and every failure as the error envelope."""

import logging

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from reference_backend.amocrm import AmoRefused, AmoUnreachable
from reference_backend.backend import Backend
from reference_backend.refusals import Refusal
from reference_backend.routes import ROUTES, Route
from reference_backend.sessions import bearer_token, read_session

_LARGEST_BODY = 2_000_000

_log = logging.getLogger(__name__)


def create_app(backend: Backend) -> Flask:
    app = Flask("reference_backend", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_BODY
    for route in ROUTES:
        for prefix in backend.seams.prefixes_of(route):
            rule = prefix + route.path
            view = _Guarded(backend, route)
            app.add_url_rule(rule, f"{route.method} {rule}", view, methods=[route.method])
    app.after_request(_allow_any_origin)
    app.register_error_handler(Exception, lambda error: backend.seams.refused(_as_refusal(error)))
    return app


class _Guarded:
    """A route's view as Flask calls it: the parts of the URL come in, the session is added where it is needed."""

    def __init__(self, backend: Backend, route: Route) -> None:
        self._backend = backend
        self._route = route

    def __call__(self, **url_parts: str) -> Response:
        if self._route.is_open:
            return self._route.view(self._backend, **url_parts)
        token = bearer_token(request.headers.get("Authorization"))
        session = read_session(token, app_secret=self._backend.settings.app_secret)
        self._backend.seams.admit(self._route, session)
        return self._route.view(self._backend, session, **url_parts)


def _as_refusal(error: Exception) -> Refusal:
    match error:
        case Refusal():
            return error
        case AmoRefused() | AmoUnreachable():
            # Not amoCRM's own status: a 401 or 403 here would be read as being about the app's session.
            return Refusal(502, f"Failed to read from AMO CRM: {error}", code="amo_crm_failed")
        case HTTPException(code=404):
            return Refusal(404, f"Cannot {request.method} {request.path}")
        case HTTPException():
            return Refusal(error.code or 500, error.name)
        case _:
            _log.error("%s %s failed", request.method, request.path, exc_info=error)
            return Refusal(500, "Internal server error")


def _allow_any_origin(response: Response) -> Response:
    """The web app is served from another origin; sessions travel in a header, so no cookie can be abused."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    return response
