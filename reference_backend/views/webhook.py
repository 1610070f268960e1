"""/amo-crm/webhook: what amoCRM says of changes, and how that is answered."""

import logging
from dataclasses import asdict

from flask import Response, request

from reference_backend.backend import Backend
from reference_backend.json_values import JsonObject, as_object
from reference_backend.views.answers import success
from reference_backend.webhooks import Processed

_log = logging.getLogger(__name__)


def webhook(backend: Backend) -> Response:
    return backend.seams.answer_webhook(backend)


def answer_webhook(backend: Backend) -> Response:
    """Always 200: after too many other answers amoCRM would switch the webhook off."""
    try:
        processed = backend.seams.apply_webhook(backend, webhook_body(backend))
    except Exception:
        _log.exception("a webhook failed")
        processed = Processed(0, 1)
    return success(asdict(processed), message="Webhook processed")


def webhook_body(backend: Backend) -> JsonObject:
    if request.mimetype == "application/x-www-form-urlencoded":
        return backend.seams.read_form(request.form.items(multi=True))
    return as_object(request.get_json(force=True, silent=True))
