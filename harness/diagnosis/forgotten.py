"""Connections that the backend has forgotten although nothing took them away; several causes tell them apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from harness.diagnosis.moments import connections
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Whose code was redeemed, the status that knows nothing of it, and what was read with the tokens in between."""

    person: str
    redeemed: Exchange
    status: Exchange
    used: tuple[Exchange, ...]


def forgotten(timeline: Timeline) -> Iterator[Forgotten]:
    """Each person whose status is false although their code was redeemed and nothing took the tokens away."""
    for person, redeemed in connections(timeline):
        cause = timeline.cause_of(redeemed)
        # The tokens may be saved at any moment until the request that redeemed the code is answered.
        saved_ns = cause.ended_ns if cause else redeemed.ended_ns
        until = min((end for end in _ends(timeline, person) if end > redeemed.ended_ns), default=None)
        for status in timeline.exchanges(role="status", person=person, after_ns=saved_ns):
            if until is not None and status.started_ns > until:
                break
            # A null is an answer that nobody could read, and no word about the connection.
            if status.status == 200 and status.facts.get("connected") is False:
                yield Forgotten(person, redeemed, status, tuple(_uses(timeline, redeemed, status)))
                break


def _uses(timeline: Timeline, redeemed: Exchange, status: Exchange) -> Iterator[Exchange]:
    """What the backend has read with the very access token that the code was redeemed for."""
    token = redeemed.fingerprints.get("access_token")
    for call in timeline.exchanges(role="api", caller="backend", after_ns=redeemed.ended_ns):
        own = token is not None and call.fingerprints.get("access_token") == token
        if own and 200 <= call.status < 300 and call.ended_ns <= status.started_ns:
            yield call


def _ends(timeline: Timeline, person: str) -> list[int]:
    """When something took the person's tokens away, or tried to."""
    ends = [moved.at_ns for moved in timeline.moves("disconnected", person)]
    ends += [call.started_ns for call in timeline.exchanges(role="disconnect", person=person)]
    refused = timeline.exchanges(where=lambda call: call.callee == "amocrm" and call.status in (401, 402, 403))
    return ends + [call.started_ns for call in refused if call.person in (person, None)]
