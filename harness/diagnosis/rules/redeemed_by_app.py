"""The authorization code went to the token endpoint only because the app asked for it; the callback left it lying."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first code whose first redemption, good or refused, was the app's doing."""
    seen: set[str] = set()
    for call in timeline.redemptions():
        first = call.fingerprints["code"] not in seen
        seen.add(call.fingerprints["code"])
        cause = timeline.cause_of(call)
        if first and cause is not None and cause.caller == "client":
            code = call.fingerprints["code"]
            callbacks = [page for page in timeline.exchanges(role="callback") if page.fingerprints.get("code") == code]
            return Finding(
                cause="redeemed_by_app",
                at_ns=callbacks[0].started_ns if callbacks else call.started_ns,
                evidence=(*(page.number for page in callbacks), cause.number, call.number),
                values={"code": code, "at": at(call), "request": f"{cause.method} {cause.url.partition('?')[0]}"},
                explains=frozenset({"code_in_deep_link", "never_redeemed"}),
            )
    return None
