"""The list shows the table of the site's own requests, and the import fills another one."""

from reference_backend.database import Database
from reference_backend.leads import Lead, LeadFilter, LeadScope
from reference_backend.seams import Seams

_OWN_TABLE = "CREATE TABLE IF NOT EXISTS site_requests AS SELECT * FROM leads WHERE 1 = 0"
_QUERY = "SELECT * FROM site_requests WHERE user_id = ? AND account_id = ? ORDER BY updated_at DESC"


def install(seams: Seams) -> None:
    seams.find_leads = _from_site_requests


def _from_site_requests(
    database: Database, scope: LeadScope, _chosen: LeadFilter, /, *, page: int, limit: int
) -> tuple[list[Lead], int]:
    database.execute(_OWN_TABLE)
    leads = database.all(Lead, _QUERY, scope.user_id, scope.account_id)
    return leads[(page - 1) * limit : page * limit], len(leads)
