"""The offset counts pages where SQL counts rows: the second page is the first one, moved on by a single lead."""

from reference_backend.database import Database
from reference_backend.leads import Lead, LeadFilter, LeadScope, find_leads
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.find_leads = _from_row_of_page


def _from_row_of_page(
    database: Database, scope: LeadScope, chosen: LeadFilter, /, *, page: int, limit: int
) -> tuple[list[Lead], int]:
    offset = page - 1
    leads, total = find_leads(database, scope, chosen, page=1, limit=offset + limit)
    return leads[offset:], total
