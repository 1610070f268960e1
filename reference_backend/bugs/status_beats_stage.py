"""Where a status and a stage are both asked for, the status decides and the stage isn't looked at."""

from dataclasses import replace

from flask import request

from reference_backend.database import Database
from reference_backend.leads import Lead, LeadFilter, LeadScope, find_leads
from reference_backend.pipelines import statuses_called
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.find_leads = _by_status


def _by_status(
    database: Database, scope: LeadScope, chosen: LeadFilter, /, *, page: int, limit: int
) -> tuple[list[Lead], int]:
    if status := request.args.get("status"):
        chosen = replace(chosen, statuses=statuses_called(status), stage_id=None)
    return find_leads(database, scope, chosen, page=page, limit=limit)
