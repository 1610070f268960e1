"""The list of leads asks for a column that no migration ever added to the table."""

from reference_backend.database import Database
from reference_backend.leads import Lead, LeadFilter, LeadScope
from reference_backend.seams import Seams

_QUERY = "SELECT leads.*, leads.amo_contact_id FROM leads WHERE user_id = ? AND account_id = ? ORDER BY updated_at DESC"


def install(seams: Seams) -> None:
    seams.find_leads = _with_contact_column


def _with_contact_column(
    database: Database, scope: LeadScope, _chosen: LeadFilter, /, *, page: int, limit: int
) -> tuple[list[Lead], int]:
    leads = database.all(Lead, _QUERY, scope.user_id, scope.account_id)
    return leads[(page - 1) * limit : page * limit], len(leads)
