"""Somebody connected to an account, and a colleague who had been connected to it before no longer is."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, connections
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first person whose status turned from true to false by nothing but a colleague's consent."""
    connected = connections(timeline)
    for person, redeemed in connected:
        asked = [
            status
            for status in timeline.exchanges(role="status", person=person, after_ns=redeemed.ended_ns)
            if _said(status)
        ]
        for colleague, consent in connected:
            if colleague == person or consent.account != redeemed.account or consent.started_ns < redeemed.ended_ns:
                continue
            before = [status for status in asked if status.ended_ns < consent.started_ns]
            after = [status for status in asked if status.started_ns > consent.ended_ns]
            if not before or not after or before[-1].facts["connected"] is False or after[0].facts["connected"] is True:
                continue
            if _ended_otherwise(timeline, person, consent, before[-1].ended_ns, after[0].started_ns):
                continue
            return Finding(
                cause="colleague_disconnected",
                at_ns=consent.started_ns,
                evidence=(redeemed.number, before[-1].number, consent.number, after[0].number),
                values={
                    "person": person,
                    "colleague": colleague,
                    "account": str(redeemed.account),
                    "redeemed_at": at(redeemed),
                    "consent_at": at(consent),
                    "status_at": at(after[0]),
                },
                explains=frozenset({"token_lost", "token_of_nobody"}),
            )
    return None


def _said(status: Exchange) -> bool:
    return status.status == 200 and isinstance(status.facts.get("connected"), bool)


def _ended_otherwise(timeline: Timeline, person: str, consent: Exchange, since_ns: int, until_ns: int) -> bool:
    """Whether amoCRM or the person themselves may have ended the connection."""
    moved = any(since_ns <= move.at_ns < until_ns for move in timeline.moves("disconnected", person))
    refused = timeline.exchanges(
        caller="backend",
        after_ns=since_ns,
        where=lambda call: (
            call.account == consent.account and call.status in (401, 402, 403) and call.started_ns < until_ns
        ),
    )
    return moved or bool(refused) or bool(timeline.exchanges(role="disconnect", person=person, after_ns=since_ns))
