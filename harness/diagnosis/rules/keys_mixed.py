"""The keys in a token request don't belong together: the secret, or the code, is another integration's."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, hint
from harness.diagnosis.redirects import landing_of, refused, sent, told
from harness.wire.timeline import Timeline

_SAID: Final = frozenset(
    {
        "Check the `client_id` parameter",
        "Check the `client_secret` parameter",
        "Authorization code was not issued to this client",
    }
)


def find(timeline: Timeline) -> Finding | None:
    """The first code that amoCRM refused because of the keys beside it."""
    for call in timeline.redemptions():
        page = landing_of(timeline, call)
        if page is None or not refused(call) or hint(call) not in _SAID:
            continue
        return Finding(
            cause="keys_mixed",
            at_ns=page.started_ns,
            evidence=(page.number, call.number),
            values={
                "at": at(call),
                "status": str(call.status),
                "hint": hint(call),
                "client_id": sent(call, "client_id") or "–",
                "consented": told(page, "client_id") or "–",
            },
        )
    return None
