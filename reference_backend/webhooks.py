"""What a webhook changes. It is unsigned, so it is taken as a hint: the leads it names are read again from amoCRM."""

import logging
from dataclasses import dataclass

from reference_backend.amocrm import AmoRefused, AmoUnreachable
from reference_backend.backend import Backend
from reference_backend.connections import connections_to_account
from reference_backend.json_values import JsonObject, as_integer, as_object, as_objects, ids_of
from reference_backend.lead_import import reread_leads
from reference_backend.refusals import Refusal

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Processed:
    processed: int
    errors: int


def apply_webhook(backend: Backend, body: JsonObject) -> Processed:
    actions = as_object(body.get("leads")).values()  # add, update, status, delete, …: each means "look again"
    amo_lead_ids = sorted({number for action in actions for number in ids_of(as_objects(action))})
    account_id = as_integer(as_object(body.get("account")).get("id"))
    connections = [] if account_id is None else connections_to_account(backend.database, account_id)
    if not amo_lead_ids or account_id is None or not connections:
        return Processed(0, len(amo_lead_ids))
    # For each colleague with their own token: amoCRM shows them different leads and contacts.
    troubled = False
    for connection in connections:
        try:
            reread_leads(backend, connection, account_id=account_id, amo_lead_ids=amo_lead_ids)
        except (AmoRefused, AmoUnreachable, Refusal) as trouble:
            troubled = True
            _log.warning("a webhook's leads could not be read again: %s", trouble)
    return Processed(0, len(amo_lead_ids)) if troubled else Processed(len(amo_lead_ids), 0)
