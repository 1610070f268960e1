"""An account has left its address, and the backend goes on looking for it there without asking where it is."""

from urllib.parse import urlsplit

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.diagnosis.redirects import host, refused
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first refresh at an address that gave tokens before and now doesn't exist, without a question after it."""
    asked = [
        call
        for call in timeline.exchanges(role="token", caller="backend")
        if urlsplit(call.url).path.startswith("/oauth2/account/")
    ]
    given: dict[str, int] = {}
    for call in timeline.exchanges(role="token", caller="backend"):
        if call.status == 200 and call.is_true:
            given.setdefault(host(call), call.number)
        gone = call.status == 404 and refused(call) and "refresh_token" in call.fingerprints
        if not gone or host(call) not in given or any(each.started_ns > call.started_ns for each in asked):
            continue
        return Finding(
            cause="account_move_ignored",
            at_ns=call.started_ns,
            evidence=(given[host(call)], call.number),
            values={"host": host(call), "at": at(call), "status": str(call.status)},
        )
    return None
