"""/amo-crm/disabled: amoCRM tells by a GET that an account has switched the integration off."""

from flask import Response, request

from reference_backend.backend import Backend
from reference_backend.disable_hook import Word, heed
from reference_backend.refusals import Refusal
from reference_backend.views.answers import success


def disabled(backend: Backend) -> Response:
    """Nobody else may end connections, and whoever has no signature is told nothing of them."""
    word = Word(*(request.args.get(name, "") for name in ("account_id", "client_uuid", "signature")))
    if not backend.seams.is_genuine(backend, word):
        raise Refusal(403, "Invalid signature")
    return success({"disconnected": heed(backend, word)}, message="Integration disabled")
