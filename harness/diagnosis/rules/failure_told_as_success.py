"""amoCRM gave no tokens for the code, and the link tells the app that connecting succeeded."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, entry_at, hint, tells_failure
from harness.wire.pages import left_by
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first callback whose code nobody got tokens for, and whose link says success=true all the same."""
    for page in timeline.exchanges(role="callback", caller="browser"):
        link = left_by(timeline, page)
        if link is None or link.parameters.get("success") != "true" or tells_failure(link):
            continue
        calls = [
            call
            for call in timeline.redemptions()
            if call.fingerprints["code"] == page.fingerprints.get("code") and call.ended_ns < link.at_ns
        ]
        if calls and not any(call.status == 200 and call.is_true for call in calls):
            return Finding(
                cause="failure_told_as_success",
                variant="refused" if calls[-1].status >= 400 else "lost",
                at_ns=calls[0].started_ns,
                evidence=(page.number, *(call.number for call in calls)),
                values={
                    "at": at(calls[-1]),
                    "code": calls[-1].fingerprints["code"],
                    "status": str(calls[-1].status),
                    "hint": hint(calls[-1]),
                    "left_at": entry_at(link),
                    "link": link.url,
                    "person": link.person,
                },
                explains=frozenset({"status_not_refreshed", "leads_not_refreshed"}),
            )
    return None
