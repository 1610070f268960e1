"""Colleagues in one account share one set of rows: whoever imports last decides what all of them see."""

from reference_backend.connections import Connection
from reference_backend.leads import LeadScope
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.keeper_of = _account
    seams.lead_scope_of = _scope


def _account(connection: Connection, /) -> str:
    return f"account {connection.host}"


def _scope(connection: Connection | None, /) -> LeadScope:
    return LeadScope(_account(connection), connection.account_id) if connection else LeadScope(None, None)
