"""What the backend says in its own words when it answers the app, and whether amoCRM had a part in it."""

import re
from typing import Final

from harness.diagnosis.moments import at
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

_LONGEST: Final = 160
_LONGEST_NUMBER: Final = 19
_KEYS: Final = ("message", "error", "detail", "title")
_TAG: Final = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def request_of(exchange: Exchange) -> str:
    """A request as a developer calls it: method and path."""
    return f"{exchange.method} {exchange.address.path}"


def lead_number(told: object) -> int | None:
    """What an answer gives as the id of amoCRM's lead; None where that is no number of any lead."""
    text = str(told)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


def message_of(exchange: Exchange) -> str:
    """What an answer says to a person, from the envelope that it is in; a dash where it says nothing."""
    document = exchange.response.document
    told = _TAG.sub(" ", exchange.response.body) if document is None else _found(document)
    plain = " ".join(told.split())
    return (plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…") or "–"


def told(answer: Exchange) -> dict[str, str]:
    """Whose request was answered when, with what: the values that most texts about one answer need."""
    return {
        "person": str(answer.person),
        "at": at(answer),
        "request": request_of(answer),
        "status": str(answer.status or "–"),
        "message": message_of(answer),
    }


def spoiled_by_amocrm(timeline: Timeline, answer: Exchange) -> bool:
    """Whether amoCRM did the backend wrong while it worked on this answer, which may be no more than the echo."""
    return any(
        call.callee == "amocrm" and call.is_spoiled
        for call in timeline.exchanges(caller="backend")
        if call.started_ns < answer.ended_ns and answer.started_ns < call.ended_ns
    )


def _found(document: object) -> str:
    if isinstance(document, dict):
        values = (document[key] for key in _KEYS if document.get(key))
        return next(filter(None, map(_found, values)), "")
    if isinstance(document, list):
        return ", ".join(filter(None, map(_found, document)))
    return document if isinstance(document, str) else ""
