"""The webhook's body is validated as strictly as an app's request: what its author didn't think of is a 400."""

from flask import Response

from reference_backend.backend import Backend
from reference_backend.json_values import as_object
from reference_backend.refusals import invalid
from reference_backend.seams import Seams
from reference_backend.views.webhook import answer_webhook, webhook_body

_EXPECTED = {"add", "status"}


def install(seams: Seams) -> None:
    seams.answer_webhook = _validated


def _validated(backend: Backend, /) -> Response:
    for action in as_object(webhook_body(backend).get("leads")):
        if action not in _EXPECTED:
            raise invalid(f"leads: property {action} should not exist")
    return answer_webhook(backend)
