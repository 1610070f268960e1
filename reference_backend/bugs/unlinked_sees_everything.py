"""Whoever has not connected an account is asked for no condition at all, and gets the whole table."""

from reference_backend.connections import Connection
from reference_backend.leads import LeadScope, lead_scope_of
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.lead_scope_of = _own_or_everything


def _own_or_everything(connection: Connection | None, /) -> LeadScope:
    if connection is None:
        return LeadScope(user_id=None, account_id=None, every_account=True)
    return lead_scope_of(connection)
