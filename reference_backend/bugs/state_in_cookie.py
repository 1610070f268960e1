"""The state is remembered in a cookie of the app, and the callback is opened by a browser, which has no such cookie."""

from flask import Response, after_this_request, request

from reference_backend.authorization_state import Claim, claim_state, consent_url
from reference_backend.backend import Backend
from reference_backend.seams import Seams

_COOKIE = "amo_crm_state"


def install(seams: Seams) -> None:
    seams.consent_url = _remembered
    seams.claim_state = _if_remembered


def _remembered(backend: Backend, /, *, state: str) -> str:
    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(_COOKIE, state)
        return response

    return consent_url(backend, state=state)


def _if_remembered(backend: Backend, /, *, state: str, code: str) -> Claim | None:
    return claim_state(backend, state=state, code=code) if request.cookies.get(_COOKIE) == state else None
