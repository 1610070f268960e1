"""Past the first page, or with a filter, the list is sorted by a property's name where SQL knows the column's."""

from reference_backend.database import Database
from reference_backend.leads import Lead, LeadFilter, LeadScope, find_leads
from reference_backend.seams import Seams

_QUERY = "SELECT * FROM leads WHERE user_id = ? AND account_id = ? ORDER BY leads.updatedAt DESC LIMIT ? OFFSET ?"


def install(seams: Seams) -> None:
    seams.find_leads = _by_property


def _by_property(
    database: Database, scope: LeadScope, chosen: LeadFilter, /, *, page: int, limit: int
) -> tuple[list[Lead], int]:
    if page == 1 and chosen == LeadFilter():
        return find_leads(database, scope, chosen, page=page, limit=limit)
    leads = database.all(Lead, _QUERY, scope.user_id, scope.account_id, limit, (page - 1) * limit)
    return leads, len(leads)
