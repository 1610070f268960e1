"""The list's route imports its query from where the module lay before it was moved."""

from importlib import import_module

from reference_backend.database import Database
from reference_backend.leads import Lead, LeadFilter, LeadScope
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.find_leads = _from_the_old_place


def _from_the_old_place(
    database: Database, scope: LeadScope, chosen: LeadFilter, /, *, page: int, limit: int
) -> tuple[list[Lead], int]:
    module = import_module("reference_backend.entities.leads")
    found: tuple[list[Lead], int] = module.find_leads(database, scope, chosen, page=page, limit=limit)
    return found
