"""How a stored lead looks in the app's JSON."""

import json
from datetime import UTC, datetime

from reference_backend.leads import Lead


def lead_shape(lead: Lead) -> dict[str, object]:
    return {
        "id": lead.id,
        "guestName": lead.guest_name,
        "guestPhone": lead.guest_phone,
        "guestEmail": lead.guest_email,
        "status": lead.status,
        "statusName": lead.status_name,
        "price": lead.price,
        "amoLeadId": lead.amo_lead_id,
        "pipelineId": lead.pipeline_id,
        "stageId": lead.stage_id,
        "responsibleUserId": lead.responsible_user_id,
        "createdAt": _iso(lead.created_at),
        "updatedAt": _iso(lead.updated_at),
        "brokerId": None,
        "clientId": None,
        "propertyId": None,
    }


def full_lead_shape(lead: Lead) -> dict[str, object]:
    details = {"customFields": json.loads(lead.custom_fields), "embedded": json.loads(lead.embedded)}
    return lead_shape(lead) | details


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
