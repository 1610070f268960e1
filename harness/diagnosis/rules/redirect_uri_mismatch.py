"""The token request names another Redirect URI than the integration's, though it may look the same."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, hint
from harness.diagnosis.redirects import bare, refused_because, sent
from harness.wire.timeline import Timeline

_SAID: Final = frozenset({"Redirect URI is not associated with client", "Invalid redirect URI"})


def find(timeline: Timeline) -> Finding | None:
    """The first code that amoCRM refused because of the Redirect URI beside it."""
    refusal = refused_because(timeline, _SAID)
    if refusal is None:
        return None
    page, call = refusal
    return Finding(
        cause="redirect_uri_mismatch",
        at_ns=page.started_ns,
        evidence=(page.number, call.number),
        values={
            "at": at(call),
            "status": str(call.status),
            "hint": hint(call),
            "sent": sent(call, "redirect_uri") or "–",
            "registered": bare(page),
        },
    )
