"""The token request names another Redirect URI than the integration's, though it may look the same."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, hint
from harness.diagnosis.redirects import bare, landing_of, refused, sent
from harness.wire.timeline import Timeline

_SAID: Final = frozenset({"Redirect URI is not associated with client", "Invalid redirect URI"})


def find(timeline: Timeline) -> Finding | None:
    """The first code that amoCRM refused because of the Redirect URI beside it."""
    for call in timeline.redemptions():
        page = landing_of(timeline, call)
        if page is None or not refused(call) or hint(call) not in _SAID:
            continue
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
    return None
