"""/v1/leads: the imported leads of the user's connected account."""

from flask import Response, request

from reference_backend.backend import Backend
from reference_backend.lead_shape import full_lead_shape
from reference_backend.leads import LeadFilter, LeadScope, find_lead
from reference_backend.pipelines import STATUS_NAMES
from reference_backend.refusals import Refusal, invalid
from reference_backend.sessions import Session
from reference_backend.views.answers import plain
from reference_backend.views.incoming import query_integer, query_position

_LIMIT = 100


def lead_list(backend: Backend, session: Session) -> Response:
    page = query_position("page", default=1)
    limit = query_position("limit", default=_LIMIT, most=_LIMIT)
    scope, chosen = _scope(backend, session), _filter(backend)
    leads, total = backend.seams.find_leads(backend.database, scope, chosen, page=page, limit=limit)
    shapes = [backend.seams.lead_shape(lead) for lead in leads]
    return backend.seams.lead_page(shapes, total=total, page=page, limit=limit)


def one_lead(backend: Backend, session: Session, lead_id: str) -> Response:
    lead = find_lead(backend.database, _scope(backend, session), lead_id)
    if lead is None:
        raise Refusal(404, "Lead not found")
    return plain(full_lead_shape(lead))


def _scope(backend: Backend, session: Session) -> LeadScope:
    return backend.seams.lead_scope_of(backend.seams.connection_of(backend, session.user_id))


def _filter(backend: Backend) -> LeadFilter:
    """A stage is narrower than a status, so where both are sent the stage decides."""
    stage_id, status = query_integer("stageId"), request.args.get("status")
    statuses = None
    if status is not None:
        statuses = backend.seams.statuses_called(status)
        if statuses is None:
            raise invalid(f"Invalid status; use one of {', '.join(STATUS_NAMES)}")
    return LeadFilter(
        statuses=statuses if stage_id is None else None, pipeline_id=query_integer("pipelineId"), stage_id=stage_id
    )
