"""The webhook is answered when all work is done, and that takes longer than amoCRM waits."""

import threading

from reference_backend.backend import Backend
from reference_backend.json_values import JsonObject
from reference_backend.seams import Seams
from reference_backend.webhooks import Processed, apply_webhook

_SECONDS = 2.5  # amoCRM waits two


def install(seams: Seams) -> None:
    seams.apply_webhook = _after_long_work


def _after_long_work(backend: Backend, body: JsonObject, /) -> Processed:
    threading.Event().wait(_SECONDS)
    return apply_webhook(backend, body)
