"""What the backend denies in its own words: the app's session, or a connection that it has just confirmed."""

import re
from typing import Final

from harness.diagnosis.answers import message_of, spoiled_by_amocrm
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

READ_LIVE: Final = frozenset({"pipelines", "lead"})
_SESSION: Final = re.compile(r"\b(?:jwt|token|session)\b", re.IGNORECASE)
_CONNECTION: Final = re.compile(r"\b(?:un|not )?authori[sz]|\bnot connected\b|\bno (?:access )?token", re.IGNORECASE)


def denies_session(timeline: Timeline, answer: Exchange) -> bool:
    """Whether an answer refuses the app's own session, and not what was asked for: a 401, or a 403 that says so."""
    if answer.role in ("sign_in", "refresh") or spoiled_by_amocrm(timeline, answer):
        return False
    return answer.status == 401 or (answer.status == 403 and bool(_SESSION.search(message_of(answer))))


def confirmed_before(timeline: Timeline, answer: Exchange) -> Exchange | None:
    """The status that said "connected" before an answer that knows of no connection; None for any other answer.

    None, too, where amoCRM has refused the backend since, or the person has disconnected: then the connection is gone.
    """
    if answer.role not in READ_LIVE or answer.status < 400 or not _CONNECTION.search(message_of(answer)):
        return None
    asked = timeline.exchanges(role="status", person=answer.person)
    before = [status for status in asked if status.ended_ns <= answer.started_ns]
    if not before or before[-1].facts.get("connected") is not True:
        return None
    return None if _is_gone(timeline, answer, before[-1]) else before[-1]


def _is_gone(timeline: Timeline, answer: Exchange, status: Exchange) -> bool:
    if any(
        status.started_ns < moved.at_ns < answer.ended_ns for moved in timeline.moves("disconnected", answer.person)
    ):
        return True
    return any(
        call.started_ns < answer.ended_ns and call.person in (answer.person, None)
        for call in timeline.exchanges(caller="backend", after_ns=status.started_ns, where=lambda call: call.is_spoiled)
    )
