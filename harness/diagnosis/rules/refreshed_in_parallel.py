"""Two requests refreshed one token at once: one got the new pair, and the other one's refusal cost the connection."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import Pair, asked_all, is_refused, pairs, refreshes
from harness.diagnosis.moments import at, hint
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first refused refresh that was under way beside the good one of the same token, and did harm."""
    known = pairs(timeline)
    for call in filter(is_refused, refreshes(timeline)):
        won = next((pair for pair in known if pair.spent == call.fingerprints["refresh_token"]), None)
        if won is None or not _at_once(timeline, won, call) or not (harm := _harm(timeline, won, call)):
            continue
        return Finding(
            cause="refreshed_in_parallel",
            at_ns=min(won.issued.started_ns, call.started_ns),
            evidence=tuple(sorted((won.issued.number, call.number, harm.number))),
            values={
                "token": str(won.spent),
                "next": won.refresh,
                "won_at": at(won.issued),
                "lost_at": at(call),
                "hint": hint(call),
                "harm": f"{harm.method} {harm.url.partition('?')[0]} → {harm.status}",
                "harm_at": at(harm),
            },
            explains=frozenset({"old_refresh_token_used"}),
        )
    return None


def _at_once(timeline: Timeline, won: Pair, lost: Exchange) -> bool:
    """Whether the loser had set out before the new pair was there, by itself or by the request that it served."""
    if lost.started_ns < won.issued.ended_ns:
        return True
    asked = asked_all(timeline, lost)
    of_one_request = len(asked) == 1 and asked == asked_all(timeline, won.issued)
    return any(one.started_ns < won.issued.ended_ns for one in asked) and not of_one_request


def _harm(timeline: Timeline, won: Pair, lost: Exchange) -> Exchange | None:
    """A request that was refused because of it, or a status of "not connected" although the new pair is alive."""
    refused = [asked for asked in asked_all(timeline, lost) if asked.status >= 400]
    dropped = [
        status
        for status in timeline.exchanges(role="status", person=won.person, after_ns=lost.ended_ns)
        if won.person is not None and status.facts.get("connected") is False
    ]
    return next(iter(refused or dropped), None)
