"""/auth: the app's own accounts and sessions."""

from flask import Response

from reference_backend.backend import Backend
from reference_backend.json_values import as_text
from reference_backend.refusals import Refusal, invalid
from reference_backend.sessions import Session, read_session, token_shape
from reference_backend.users import find_user, register, user_shape
from reference_backend.views.answers import success
from reference_backend.views.incoming import json_body


def register_user(backend: Backend) -> Response:
    user = register(backend.database, json_body())
    data = token_shape(user, app_secret=backend.settings.app_secret) | {"user": user_shape(user)}
    return success(data, message="User registered", status=201)


def login(backend: Backend) -> Response:
    user = backend.seams.log_in(backend.database, json_body())
    return backend.seams.answer_login(token_shape(user, app_secret=backend.settings.app_secret), user_shape(user))


def me(backend: Backend, session: Session) -> Response:
    user = find_user(backend.database, session.user_id)
    if user is None:
        raise Refusal(404, "User not found")
    return success(user_shape(user))


def refresh(backend: Backend) -> Response:
    token = as_text(json_body().get("refreshToken"))
    if token is None:
        raise invalid("refreshToken is required")
    try:
        session = read_session(token, app_secret=backend.settings.app_secret)
    except Refusal as refusal:
        raise Refusal(401, refusal.message) from refusal
    user = find_user(backend.database, session.user_id)
    if user is None:
        raise Refusal(401, "User not found")
    return backend.seams.answer_renewal(token_shape(user, app_secret=backend.settings.app_secret), user_shape(user))
