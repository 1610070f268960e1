"""/amo-crm: what is read live from the connected account."""

from flask import Response

from reference_backend.amocrm import AmoRefused
from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.contacts import contacts_of_lead
from reference_backend.json_values import JsonObject, as_integer, ids_of
from reference_backend.pipelines import pipeline_shape, read_pipelines, stage_shape, stored_stages
from reference_backend.reading import AccountReader
from reference_backend.refusals import Refusal, invalid, not_connected
from reference_backend.sessions import Session
from reference_backend.views.answers import plain, success


def pipelines(backend: Backend, session: Session) -> Response:
    shapes = [pipeline_shape(item) for item in read_pipelines(_reader(backend, session))]
    return plain({"data": shapes, "count": len(shapes)})


def lead_details(backend: Backend, session: Session, lead_id: str) -> Response:
    """Live from the user's own account, so another account's lead is simply not found."""
    number = backend.seams.lead_number(lead_id)
    if number is None:
        raise invalid("Invalid Lead ID")
    connection = backend.seams.detail_connection(backend, session.user_id, number)
    if connection is None:
        raise not_connected()
    reader = backend.seams.reader_of(backend, connection)
    lead = _found(reader, number)
    contacts = list(reader.by_ids("contacts", list(ids_of(contacts_of_lead(lead)))))
    return success({"lead": lead, "contacts": contacts})


def stages(backend: Backend, session: Session, pipeline_id: str) -> Response:
    """Of one pipeline, as they were imported; the pipelines' own answer has them as well."""
    number, connection = as_integer(pipeline_id), _connection(backend, session)
    if number is None:
        raise invalid("Invalid Pipeline ID")
    known = stored_stages(backend.database, connection.account_id) if connection.account_id else []
    shapes = [
        stage_shape(stage, status=backend.seams.lead_status(stage.stage_id, stage))
        for stage in known
        if stage.pipeline_id == number
    ]
    return plain({"data": shapes, "count": len(shapes)})


def sync_leads(backend: Backend, session: Session) -> Response:
    return success({"synced": backend.seams.import_account(backend, _connection(backend, session)), "errors": 0})


def _reader(backend: Backend, session: Session) -> AccountReader:
    return backend.seams.reader_of(backend, _connection(backend, session))


def _connection(backend: Backend, session: Session) -> Connection:
    connection = backend.seams.live_connection_of(backend, session.user_id)
    if connection is None:
        raise not_connected()
    return connection


def _found(reader: AccountReader, number: int) -> JsonObject:
    try:
        lead = reader.read(f"leads/{number}", [("with", "contacts")])
    except AmoRefused as refused:
        if refused.status != 404:
            raise
        lead = None
    if lead is None:
        raise Refusal(404, "Lead not found in AmoCRM")
    return lead
