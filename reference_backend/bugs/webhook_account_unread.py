"""Nobody looks whose webhook it is: it is taken for news of the account that was connected last."""

from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.json_values import JsonObject
from reference_backend.seams import Seams
from reference_backend.webhooks import Processed, apply_webhook


def install(seams: Seams) -> None:
    seams.apply_webhook = _of_the_last_account


def _of_the_last_account(backend: Backend, body: JsonObject, /) -> Processed:
    newest = "SELECT * FROM connections WHERE account_id IS NOT NULL ORDER BY updated_at DESC LIMIT 1"
    last = backend.database.one(Connection, newest)
    return apply_webhook(backend, body | {"account": {"id": last.account_id}} if last else body)
