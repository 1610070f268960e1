"""Somebody who isn't amoCRM said that the integration had been switched off, and a connection was gone."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first such word that was taken, and the first status that turned from true to false by nothing else."""
    for word in timeline.exchanges(role="disable_hook", caller="browser", where=lambda word: word.status < 400):
        told = [status for status in timeline.exchanges(role="status") if _said(status)]
        for person in dict.fromkeys(status.person for status in told):
            before = [one for one in told if one.person == person and one.ended_ns < word.started_ns]
            after = [one for one in told if one.person == person and one.started_ns > word.ended_ns]
            if not before or not after or before[-1].facts["connected"] is False or after[0].facts["connected"] is True:
                continue
            if _ended_otherwise(timeline, person, before[-1].ended_ns, after[0].started_ns):
                continue
            return Finding(
                cause="disable_hook_unverified",
                at_ns=word.started_ns,
                evidence=(before[-1].number, word.number, after[0].number),
                values={
                    "person": str(person),
                    "forger": str(word.person),
                    "url": word.url.partition("?")[0],
                    "at": at(word),
                    "status": str(word.status),
                    "before_at": at(before[-1]),
                    "after_at": at(after[0]),
                },
                explains=frozenset({"token_lost", "token_of_nobody"}),
            )
    return None


def _said(status: Exchange) -> bool:
    return status.status == 200 and isinstance(status.facts.get("connected"), bool)


def _ended_otherwise(timeline: Timeline, person: str | None, since_ns: int, until_ns: int) -> bool:
    """Whether amoCRM or the person may have ended the connection."""
    moved = any(since_ns <= move.at_ns < until_ns for move in timeline.moves("disconnected", person))
    refused = timeline.exchanges(
        caller="backend",
        after_ns=since_ns,
        where=lambda call: call.status in (401, 402, 403) and call.started_ns < until_ns,
    )
    return moved or bool(refused)
