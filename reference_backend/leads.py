"""The leads table: each user's own rows, because amoCRM shows colleagues in one account different leads."""

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reference_backend.connections import Connection
from reference_backend.contacts import Contact, main_contact_id
from reference_backend.database import Cell, Database
from reference_backend.json_values import JsonObject, as_integer, as_text
from reference_backend.pipelines import Stage

INSERT = """
    INSERT INTO leads (
        id, user_id, account_id, amo_lead_id, guest_name, guest_phone, guest_email, status, status_name, price,
        pipeline_id, stage_id, responsible_user_id, custom_fields, embedded, created_at, updated_at
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# `id` and `created_at` stay those of the first import: the app holds on to the id. A row changed since this import
# began is newer than what the import read, and stays.
_OR_UPDATE = """
    ON CONFLICT (user_id, account_id, amo_lead_id) DO UPDATE SET
        guest_name = excluded.guest_name, guest_phone = excluded.guest_phone, guest_email = excluded.guest_email,
        status = excluded.status, status_name = excluded.status_name, price = excluded.price,
        pipeline_id = excluded.pipeline_id, stage_id = excluded.stage_id,
        responsible_user_id = excluded.responsible_user_id, custom_fields = excluded.custom_fields,
        embedded = excluded.embedded, updated_at = excluded.updated_at
    WHERE leads.updated_at <= excluded.updated_at
"""
# One fixed statement: a filter that is not set is NULL, and NULL lets everything pass.
_MATCHING = """ FROM leads
    WHERE (? = 1 OR (user_id = ? AND account_id = ?))
    AND (CAST(? AS TEXT) IS NULL OR status IN (?, ?))
    AND (CAST(? AS BIGINT) IS NULL OR pipeline_id = ?)
    AND (CAST(? AS BIGINT) IS NULL OR stage_id = ?)
"""


@dataclass(frozen=True, slots=True)
class Lead:
    id: str
    user_id: str
    account_id: int
    amo_lead_id: int
    guest_name: str
    guest_phone: str | None
    guest_email: str | None
    status: str
    status_name: str | None
    price: int | None
    pipeline_id: int | None
    stage_id: int | None
    responsible_user_id: int | None
    custom_fields: str
    embedded: str
    created_at: float
    updated_at: float


@dataclass(frozen=True, slots=True)
class LeadScope:
    """Whose leads may be seen: those that one user got from one account (None: nobody's)."""

    user_id: str | None
    account_id: int | None
    every_account: bool = False


@dataclass(frozen=True, slots=True)
class LeadFilter:
    statuses: tuple[str, str] | None = None
    pipeline_id: int | None = None
    stage_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Total:
    total: int


def lead_scope_of(connection: Connection | None) -> LeadScope:
    return LeadScope(connection.user_id, connection.account_id) if connection else LeadScope(None, None)


def keeper_of(connection: Connection) -> str:
    """Under whose name the rows of an import are kept."""
    return connection.user_id


def lead_rows(
    *,
    user_id: str,
    account_id: int,
    leads: Sequence[JsonObject],
    contacts: dict[int, Contact],
    stages: Sequence[Stage],
    status_of: Callable[[int | None, Stage | None], str],
    at: float,
) -> list[list[Cell]]:
    by_place = {(stage.pipeline_id, stage.stage_id): stage for stage in stages}
    rows = []
    # By id: two imports that lock the same rows in different orders would block each other for good.
    for lead in sorted(leads, key=lambda lead: as_integer(lead.get("id")) or 0):
        place = (as_integer(lead.get("pipeline_id")) or 0, as_integer(lead.get("status_id")) or 0)
        stage, contact = by_place.get(place), contacts.get(main_contact_id(lead) or 0)
        rows.append(
            _row(user_id, account_id, lead, contact, stage, status_of(as_integer(lead.get("status_id")), stage), at)
        )
    return rows


def keep_lead_rows(database: Database, rows: Sequence[Sequence[Cell]]) -> None:
    """One row for a lead, however often it is kept."""
    with database.transaction():
        database.execute_many(INSERT + _OR_UPDATE, rows)


def remove_leads(database: Database, *, user_id: str, account_id: int, amo_lead_ids: Sequence[int]) -> None:
    for amo_lead_id in amo_lead_ids:
        database.execute(
            "DELETE FROM leads WHERE user_id = ? AND account_id = ? AND amo_lead_id = ?",
            *(user_id, account_id, amo_lead_id),
        )


def remove_leads_not_seen_since(database: Database, *, user_id: str, account_id: int, at: float) -> None:
    database.execute(
        "DELETE FROM leads WHERE user_id = ? AND account_id = ? AND updated_at < ?", user_id, account_id, at
    )


def find_leads(
    database: Database, scope: LeadScope, chosen: LeadFilter, *, page: int, limit: int
) -> tuple[list[Lead], int]:
    """One page, last changed first, and how many there are in all."""
    status, other_status = chosen.statuses or (None, None)
    cells: list[Cell] = [int(scope.every_account), scope.user_id, scope.account_id, status, status, other_status]
    cells += [chosen.pipeline_id, chosen.pipeline_id, chosen.stage_id, chosen.stage_id]
    counted = database.one(_Total, "SELECT COUNT(*) AS total" + _MATCHING, *cells)
    ordered = " ORDER BY updated_at DESC, amo_lead_id DESC LIMIT ? OFFSET ?"
    leads = database.all(Lead, "SELECT *" + _MATCHING + ordered, *cells, limit, (page - 1) * limit)
    return leads, counted.total if counted else 0


def find_lead(database: Database, scope: LeadScope, lead_id: str) -> Lead | None:
    """By the app's own id or by amoCRM's: both are in the app's hands."""
    return database.one(
        Lead,
        "SELECT * FROM leads WHERE (? = 1 OR (user_id = ? AND account_id = ?)) AND (id = ? OR amo_lead_id = ?)"
        " ORDER BY updated_at DESC LIMIT 1",
        *(int(scope.every_account), scope.user_id, scope.account_id, lead_id, as_integer(lead_id)),
    )


def _row(
    user_id: str,
    account_id: int,
    lead: JsonObject,
    contact: Contact | None,
    stage: Stage | None,
    status: str,
    at: float,
) -> list[Cell]:
    name = as_text(lead.get("name")) or ""
    return [
        str(uuid.uuid4()),
        user_id,
        account_id,
        as_integer(lead.get("id")),
        (contact.name if contact else None) or name,
        contact.phone if contact else None,
        contact.email if contact else None,
        status,
        stage.name if stage else None,
        as_integer(lead.get("price")) or None,
        as_integer(lead.get("pipeline_id")),
        as_integer(lead.get("status_id")),
        as_integer(lead.get("responsible_user_id")),
        json.dumps(lead.get("custom_fields_values") or []),
        json.dumps(lead.get("_embedded") or {}),
        at,
        at,
    ]
