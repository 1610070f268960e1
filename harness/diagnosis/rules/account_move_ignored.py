"""An account has left its address, and the backend goes on looking for it there without asking where it is."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import host_of, pairs, refreshes
from harness.diagnosis.moments import at
from harness.diagnosis.redirects import refused
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first refresh at an address that gave tokens before and now doesn't exist, without a question after it."""
    asked = timeline.exchanges(role="token", caller="backend", where=_asks_for_the_address)
    for call in refreshes(timeline):
        given = [pair.issued for pair in pairs(timeline) if pair.host == host_of(call)]
        if not given or call.status != 404 or not refused(call):
            continue
        if any(each.started_ns > call.started_ns for each in asked):
            continue
        return Finding(
            cause="account_move_ignored",
            at_ns=call.started_ns,
            evidence=(given[0].number, call.number),
            values={"host": host_of(call), "at": at(call), "status": str(call.status)},
        )
    return None


def _asks_for_the_address(call: Exchange) -> bool:
    return call.address.path.startswith("/oauth2/account/")
