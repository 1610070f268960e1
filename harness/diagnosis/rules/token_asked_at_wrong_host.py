"""The code was taken to another host than the account's, which amoCRM's redirect had named in `referer`."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import host_of
from harness.diagnosis.moments import at, hint
from harness.diagnosis.redirects import landing_of, refused, told
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first code that amoCRM refused at a host that isn't its account's."""
    for call in timeline.redemptions():
        page = landing_of(timeline, call)
        if page is None or not refused(call):
            continue
        referer, variant = told(page, "referer") or "", _said(call)
        if variant is None or host_of(call) == referer.lower():
            continue
        return Finding(
            cause="token_asked_at_wrong_host",
            variant=variant,
            at_ns=page.started_ns,
            evidence=(page.number, call.number),
            values={
                "code": page.fingerprints["code"],
                "at": at(call),
                "host": host_of(call),
                "referer": referer,
                "status": str(call.status),
                "hint": hint(call),
            },
        )
    return None


def _said(call: Exchange) -> str | None:
    """What amoCRM says of the host."""
    if call.status == 404:
        return "nobody"
    return {"Send request to account": "www", "Invalid account": "other"}.get(hint(call))
