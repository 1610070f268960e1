"""The callback page's deep link carries the authorization code."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import entry_at
from harness.wire.exchange import DeepLink
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first link that left the browser with a code in it."""
    for link in timeline.every(DeepLink):
        code = link.fingerprints.get("code")
        if code is None:
            continue
        calls = [call for call in timeline.redemptions() if call.fingerprints["code"] == code]
        return Finding(
            cause="code_in_deep_link",
            variant="spent" if any(call.status == 200 and call.ended_ns < link.at_ns for call in calls) else "unspent",
            at_ns=link.at_ns,
            evidence=tuple(call.number for call in calls),
            values={"code": code, "link": link.url, "at": entry_at(link)},
        )
    return None
