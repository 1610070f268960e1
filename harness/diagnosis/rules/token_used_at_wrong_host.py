"""An access token was shown at another host than the one that it was got from, and is unknown there."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.diagnosis.redirects import host, refused
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first API request that was refused with 401 at a host that never gave its token."""
    issued: dict[str, Exchange] = {}
    for call in timeline.exchanges(caller="backend", where=lambda each: each.callee == "amocrm"):
        token = call.fingerprints.get("access_token")
        if token is None:
            continue
        if call.role == "token":
            if call.status == 200 and call.is_true:
                issued.setdefault(token, call)
            continue
        source = issued.get(token)
        if source is None or call.status != 401 or not refused(call) or host(call) == host(source):
            continue
        return Finding(
            cause="token_used_at_wrong_host",
            at_ns=call.started_ns,
            evidence=(source.number, call.number),
            values={
                "at": at(call),
                "request": f"{call.method} {call.url.partition('?')[0]}",
                "host": host(call),
                "right": host(source),
                "token": token,
            },
        )
    return None
