"""Each stored lead refers to the amoCRM user who is responsible for it, and nobody has imported the users."""

import logging
import sqlite3
from collections.abc import Sequence

from reference_backend.database import Cell, Database
from reference_backend.leads import INSERT, keep_lead_rows
from reference_backend.seams import Seams

_SCHEMA = (
    "PRAGMA foreign_keys = ON",
    "CREATE TABLE IF NOT EXISTS amo_users (id BIGINT PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS lead_owners (lead_id BIGINT, user_id BIGINT NOT NULL REFERENCES amo_users (id))",
)
_COLUMNS = [name.strip() for name in INSERT.partition("(")[2].partition(")")[0].split(",")]

_log = logging.getLogger(__name__)


def install(seams: Seams) -> None:
    seams.keep_lead_rows = _with_owners


def _with_owners(database: Database, rows: Sequence[Sequence[Cell]], /) -> None:
    for statement in _SCHEMA:
        database.execute(statement)
    keep_lead_rows(database, [row for row in rows if _has_owner(database, row)])


def _has_owner(database: Database, row: Sequence[Cell]) -> bool:
    lead = dict(zip(_COLUMNS, row, strict=True))
    owner = "INSERT INTO lead_owners (lead_id, user_id) VALUES (?, ?)"
    try:
        database.execute(owner, lead["amo_lead_id"], lead["responsible_user_id"])
    except sqlite3.IntegrityError as error:
        _log.warning("lead %s was not stored: %s", lead["amo_lead_id"], error)
        return False
    return True
