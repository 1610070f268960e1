"""/v1/leads: the imported leads of the user's connected account."""

import math

from flask import Response, request

from reference_backend.backend import Backend
from reference_backend.lead_shape import full_lead_shape, lead_shape
from reference_backend.leads import LeadFilter, LeadScope, find_lead, find_leads
from reference_backend.pipelines import LEAD_STATUSES
from reference_backend.refusals import Refusal, invalid
from reference_backend.sessions import Session
from reference_backend.views.answers import plain
from reference_backend.views.incoming import query_integer, query_position

_LIMIT = 100
# The app offers one "closed" where the table knows two.
_STATUSES = {status: (status, status) for status in LEAD_STATUSES} | {"CLOSED": ("CLOSED_WON", "CLOSED_LOST")}


def lead_list(backend: Backend, session: Session) -> Response:
    page = query_position("page", default=1)
    limit = query_position("limit", default=_LIMIT, most=_LIMIT)
    leads, total = find_leads(backend.database, _scope(backend, session), _filter(), page=page, limit=limit)
    shapes = [lead_shape(lead) for lead in leads]
    return plain({"data": shapes, "total": total, "page": page, "limit": limit, "totalPages": math.ceil(total / limit)})


def one_lead(backend: Backend, session: Session, lead_id: str) -> Response:
    lead = find_lead(backend.database, _scope(backend, session), lead_id)
    if lead is None:
        raise Refusal(404, "Lead not found")
    return plain(full_lead_shape(lead))


def _scope(backend: Backend, session: Session) -> LeadScope:
    return backend.seams.lead_scope_of(backend.seams.connection_of(backend, session.user_id))


def _filter() -> LeadFilter:
    """A stage is narrower than a status, so where both are sent the stage decides."""
    stage_id, status = query_integer("stageId"), request.args.get("status")
    if status is not None and status not in _STATUSES:
        raise invalid(f"Invalid status; use one of {', '.join(_STATUSES)}")
    statuses = _STATUSES[status] if status is not None and stage_id is None else None
    return LeadFilter(statuses=statuses, pipeline_id=query_integer("pipelineId"), stage_id=stage_id)
