"""The callback gave a connection to another user than the one whose state it was."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, connections, states_begun
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first person who isn't connected by a code of their own, while somebody without any is.

    The state in the callback is the one that this person's consent began with: a foreign one is another mistake.
    """
    connected = connections(timeline)
    begun = states_begun(timeline)
    for owner, redeemed in connected:
        page = timeline.cause_of(redeemed)
        if page is None or page.role != "callback" or (owner, page.fingerprints.get("state")) not in begun:
            continue
        without = _first_status(timeline, page, owner, connected=False)
        if without is None:
            continue
        redeemers = {person for person, call in connected if call.ended_ns <= page.ended_ns}
        for status in timeline.exchanges(role="status", after_ns=page.ended_ns):
            if status.facts.get("connected") is True and status.person not in redeemers | {owner}:
                if _redeemed_since(timeline, status):
                    continue
                return Finding(
                    cause="connected_somebody_else",
                    at_ns=page.started_ns,
                    evidence=(page.number, redeemed.number, *sorted((without.number, status.number))),
                    values={
                        "owner": owner,
                        "other": str(status.person),
                        "state": str(page.fingerprints.get("state")),
                        "code": redeemed.fingerprints["code"],
                        "redeemed_at": at(redeemed),
                        "without_at": at(without),
                        "at": at(status),
                    },
                    explains=frozenset({"token_lost", "token_of_nobody", "token_shared", "foreign_leads"}),
                )
    return None


def _first_status(timeline: Timeline, page: Exchange, person: str, *, connected: bool) -> Exchange | None:
    """The first that the person's app was told after a callback, if it says so."""
    told = timeline.exchanges(role="status", person=person, after_ns=page.ended_ns)
    return told[0] if told and told[0].facts.get("connected") is connected else None


def _redeemed_since(timeline: Timeline, status: Exchange) -> bool:
    """Whether a person has had a code of their own redeemed by the time of this status."""
    return any(
        person == status.person and call.ended_ns <= status.ended_ns
        for person, call in connections(timeline, struck=True)
    )
