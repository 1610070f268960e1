"""A refresh came without redirect_uri, which the documentation lists among the required fields."""

from urllib.parse import parse_qs

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import refreshes
from harness.diagnosis.moments import at
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first refresh whose fields can be read and aren't all there."""
    for call in refreshes(timeline):
        fields = _fields(call)
        if "grant_type" in fields and "redirect_uri" not in fields:
            return Finding(
                cause="refresh_without_redirect_uri",
                at_ns=call.started_ns,
                evidence=(call.number,),
                values={"at": at(call), "fields": ", ".join(sorted(fields)), "status": str(call.status)},
            )
    return None


def _fields(call: Exchange) -> set[str]:
    """The names of what was sent, as JSON or as a form, and by the address."""
    body, named = call.request.body, set(parse_qs(call.address.query))
    if not body.lstrip().startswith("{"):
        return named | set(parse_qs(body))
    document = call.request.document
    return named | {name for name, value in document.items() if value} if isinstance(document, dict) else set()
