"""The keys in a token request don't belong together: the secret, or the code, is another integration's."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, hint
from harness.diagnosis.redirects import refused_because, sent, told
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
    refusal = refused_because(timeline, _SAID)
    if refusal is None:
        return None
    page, call = refusal
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
