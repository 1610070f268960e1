"""The callback had a good code and put it aside; the backend took it to amoCRM only later, of its own accord."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, hint
from harness.diagnosis.redirects import landing_of
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first code whose first token request came when its page had been served and its person had come back."""
    seen: set[str] = set()
    for call in timeline.redemptions():
        code = call.fingerprints["code"]
        first = code not in seen
        seen.add(code)
        page = landing_of(timeline, call)
        if not first or page is None or page.role != "callback" or timeline.cause_of(call) is not None:
            continue
        back = [moment for moment in timeline.returns(page.person) if page.ended_ns < moment.at_ns < call.started_ns]
        expired = call.is_true and hint(call) == "Authorization code has expired"
        if not back and not expired:
            continue
        return Finding(
            cause="code_redeemed_too_late",
            variant="expired" if expired else "waited",
            at_ns=page.started_ns,
            evidence=(page.number, call.number),
            values={
                "code": code,
                "opened_at": at(page),
                "at": at(call),
                "status": str(call.status),
                "hint": hint(call),
            },
            explains=frozenset({"status_not_refreshed", "leads_not_refreshed"}),
        )
    return None
