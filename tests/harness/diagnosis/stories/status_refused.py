"""Stories of the cause status_refused."""

from collections.abc import Mapping
from dataclasses import replace

import story

from harness.wire.exchange import Exchange, Message
from stories import Story


def with_session(exchange: Exchange, session: str = "#s1") -> Exchange:
    """The request of somebody who has signed in."""
    return replace(exchange, request=Message(headers={"Authorization": f"Bearer {session}"}))


REFUSED = with_session(
    story.request("status", 30, 31, status=403, body='{"message": "Forbidden: Admin access required"}')
)
LEADS = with_session(story.leads(40))
EXPIRED = replace(REFUSED, response=Message(body='{"message": "Invalid token: jwt expired"}'))

PROVED: Mapping[str, Story] = {
    "": (REFUSED, LEADS),
}

LIKENESSES: Mapping[str, Story] = {
    "a session that has expired": (EXPIRED, LEADS),
    "nothing else was let in": (REFUSED, replace(LEADS, status=403)),
    "another session was let in": (REFUSED, with_session(story.leads(40), "#s2")),
    "somebody else was let in": (REFUSED, replace(LEADS, person="Marko")),
    "requests without a session": (replace(REFUSED, request=Message()), replace(LEADS, request=Message())),
    "a good status": (replace(REFUSED, status=200), LEADS),
    "amoCRM refused meanwhile": (
        replace(REFUSED, ended_ns=story.ns(38)),
        story.request("api", 32, 36, caller="backend", callee="amocrm", status=403),
        LEADS,
    ),
}
