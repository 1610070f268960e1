"""The callback page's deep link carries the authorization code."""

from harness.diagnosis.answers import message_of, request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, entry_at
from harness.wire.exchange import DeepLink, Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first link that left the browser with a code in it."""
    for link in timeline.every(DeepLink):
        code = link.fingerprints.get("code")
        if code is None:
            continue
        calls = [call for call in timeline.redemptions() if call.fingerprints["code"] == code]
        spent = any(call.status == 200 and call.ended_ns < link.at_ns for call in calls)
        values = {"code": code, "link": link.url, "at": entry_at(link)}
        refused = None if calls else _refused(timeline, link, code)
        if refused is not None:
            values |= {"person": link.person, "asked_at": at(refused), "request": request_of(refused)}
            values |= {"status": str(refused.status), "message": message_of(refused)}
        return Finding(
            cause="code_in_deep_link",
            variant="refused" if refused else "spent" if spent else "unspent",
            at_ns=link.at_ns,
            evidence=(refused.number,) if refused else tuple(call.number for call in calls),
            values=values,
        )
    return None


def _refused(timeline: Timeline, link: DeepLink, code: str) -> Exchange | None:
    """The app's own exchange of this code, which the backend has refused; what amoCRM said to it isn't seen."""
    asked = timeline.exchanges(role="exchange_code", person=link.person, after_ns=link.at_ns)
    return next((each for each in asked if each.fingerprints.get("code") == code and each.status >= 400), None)
