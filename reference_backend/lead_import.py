"""Bringing an account's leads into the local table: all of them, or the few that a webhook names."""

import time
from collections.abc import Iterator, Sequence

from reference_backend.amocrm import AmoUnreachable
from reference_backend.backend import Backend
from reference_backend.connections import Connection, store_account
from reference_backend.json_values import JsonObject, as_integer, ids_of
from reference_backend.leads import lead_rows, remove_leads, remove_leads_not_seen_since
from reference_backend.pipelines import Stage, read_pipelines, stages_of, store_stages, stored_stages
from reference_backend.reading import AccountReader

_WITH_CONTACTS = [("with", "contacts")]


def import_account(backend: Backend, connection: Connection) -> int:
    """Read the account, its stages and every lead; return how many leads there are. An empty account is fine."""
    database, reader = backend.database, backend.seams.reader_of(backend, connection)
    account_id = connection.account_id or read_account_id(reader)
    store_account(database, user_id=connection.user_id, account_id=account_id)
    stages = stages_of(read_pipelines(reader))
    store_stages(database, account_id=account_id, stages=stages)
    started, count = time.time(), 0
    for leads in backend.seams.lead_pages(reader):
        _store(backend, reader, account_id, leads, stages, at=started)
        count += len(leads)
    # What a webhook stored meanwhile is newer than `started` and stays.
    keeper = backend.seams.keeper_of(connection)
    remove_leads_not_seen_since(database, user_id=keeper, account_id=account_id, at=started)
    return count


def reread_leads(backend: Backend, connection: Connection, *, account_id: int, amo_lead_ids: Sequence[int]) -> None:
    """Make this user's rows of these leads what amoCRM shows them now; those it doesn't show are removed."""
    reader = backend.seams.reader_of(backend, connection)
    leads = list(reader.by_ids("leads", amo_lead_ids, _WITH_CONTACTS))
    _store(backend, reader, account_id, leads, stored_stages(backend.database, account_id), at=time.time())
    gone = sorted(set(amo_lead_ids) - set(ids_of(leads)))
    remove_leads(
        backend.database, user_id=backend.seams.keeper_of(connection), account_id=account_id, amo_lead_ids=gone
    )


def lead_pages(reader: AccountReader) -> Iterator[list[JsonObject]]:
    """Every page of the account's leads, with the ids of their contacts."""
    return reader.pages("leads", _WITH_CONTACTS)


def _store(
    backend: Backend,
    reader: AccountReader,
    account_id: int,
    leads: Sequence[JsonObject],
    stages: Sequence[Stage],
    *,
    at: float,
) -> None:
    seams = backend.seams
    contacts = seams.read_contacts(reader, leads)
    rows = lead_rows(
        user_id=seams.keeper_of(reader.connection),
        account_id=account_id,
        leads=leads,
        contacts=contacts,
        stages=stages,
        status_of=seams.lead_status,
        at=at,
    )
    seams.keep_lead_rows(backend.database, rows)


def read_account_id(reader: AccountReader) -> int:
    account_id = as_integer((reader.read("account") or {}).get("id"))
    if account_id is None:
        raise AmoUnreachable("AMO CRM's account answer lacks an id")
    return account_id
