"""The fake as a WSGI application: its rooms mounted, its refusals in amoCRM's shape, its gateway in front."""

import secrets
from functools import partial

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from mock_amocrm.amojo.routes import ENDPOINTS as AMOJO
from mock_amocrm.api_v4.consequences import CONSEQUENCES
from mock_amocrm.api_v4.routes import endpoints as api_v4
from mock_amocrm.control.routes import blueprint as control
from mock_amocrm.endpoint import mount
from mock_amocrm.extension import EXTENSION, Extension, extension
from mock_amocrm.gateway import Gateway
from mock_amocrm.hosts import origin
from mock_amocrm.json_provider import OrjsonProvider
from mock_amocrm.matching_rule import LeanMap, MatchingRule
from mock_amocrm.oauth.routes import ENDPOINTS as OAUTH
from mock_amocrm.pages import TEMPLATES
from mock_amocrm.problems import Problem, method_not_allowed, not_found, problem, problem_response
from mock_amocrm.webhooks.hearing import hear
from mock_amocrm.why_not import HEADER, unknown_route, wrong_method


def create_app(fake: Extension) -> Flask:
    """A Flask application that serves one fake."""
    app = _Flask("mock_amocrm", static_folder=None, template_folder=str(TEMPLATES))
    app.json = OrjsonProvider(app)
    app.secret_key = secrets.token_bytes(32)
    app.config.update(SESSION_COOKIE_NAME="session_id", SESSION_COOKIE_SAMESITE="Lax")
    app.extensions[EXTENSION] = fake
    fake.endpoints.extend((*OAUTH, *api_v4(), *AMOJO))
    mount(app, fake.endpoints)
    fake.store.watch(*CONSEQUENCES)
    fake.store.watch(partial(hear, fake))
    app.register_blueprint(control())
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(HTTPException, _http_problem)
    # Flask's documented way to put middleware in front; mypy has no word for a method that is replaced.
    app.wsgi_app = Gateway(app.wsgi_app, fake)  # type: ignore[method-assign]
    return app


class _Flask(Flask):
    url_rule_class = MatchingRule
    url_map_class = LeanMap


def _http_problem(error: HTTPException) -> Response:
    if isinstance(error, NotFound):
        refusal = not_found(f"{origin(request)}{request.path}", method=request.method)
        refusal.headers = {HEADER: unknown_route(request.method, request.path, extension().endpoints)}
        return problem_response(refusal)
    if isinstance(error, MethodNotAllowed):
        refusal = method_not_allowed()
        allowed = sorted(set(error.valid_methods or ()) - {"HEAD"})  # werkzeug adds it to every GET
        why_not = wrong_method(request.method, request.path, allowed)
        refusal.headers = {"Allow": ", ".join(allowed), HEADER: why_not}
        return problem_response(refusal)
    return problem_response(problem(error.code or 500, detail=error.description or error.name))
