"""New and changed leads are heard of; that a lead was deleted is not what this webhook was written for."""

from reference_backend.backend import Backend
from reference_backend.json_values import JsonObject, as_object
from reference_backend.seams import Seams
from reference_backend.webhooks import Processed, apply_webhook

_HEARD = {"add", "update", "status"}


def install(seams: Seams) -> None:
    seams.apply_webhook = _without_deletions


def _without_deletions(backend: Backend, body: JsonObject, /) -> Processed:
    leads = {action: items for action, items in as_object(body.get("leads")).items() if action in _HEARD}
    return apply_webhook(backend, body | {"leads": leads})
