"""Whoever wrote the list's mapper never saw a lead that has more than one contact."""

import json

from reference_backend.lead_shape import lead_shape
from reference_backend.leads import Lead
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.lead_shape = _with_contact_id


def _with_contact_id(lead: Lead, /) -> dict[str, object]:
    shape = lead_shape(lead)
    if contacts := json.loads(lead.embedded).get("contacts"):
        (contact,) = contacts
        shape["clientId"] = contact["id"]
    return shape
