"""Asking amoCRM for webhooks: only where the settings say to which address of this backend they come."""

import logging

from reference_backend.amocrm import AmoRefused, AmoUnreachable
from reference_backend.backend import Backend
from reference_backend.connections import Connection

_EVENTS = ("add_lead", "update_lead", "status_lead", "responsible_lead", "delete_lead", "restore_lead")

_log = logging.getLogger(__name__)


def listen(backend: Backend, connection: Connection) -> None:
    """Only an administrator's token may, and a connection without webhooks is one all the same."""
    destination = backend.settings.webhook_uri
    if destination is None:
        return
    try:
        backend.amocrm.subscribe(
            connection.host, access_token=connection.access_token, destination=destination, events=_EVENTS
        )
    except (AmoRefused, AmoUnreachable) as trouble:
        _log.warning("connected %s, but it will send no webhooks: %s", connection.host, trouble)
