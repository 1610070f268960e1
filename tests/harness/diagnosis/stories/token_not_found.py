"""Stories of the cause token_not_found."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import CONNECTED

from stories import Story

DENIED = story.request(
    "pipelines", 70, 75, status=500, body='{"message": "AMO CRM not authorized for this user. Please authorize first."}'
)
TRUE = story.status(60, True)
REFUSED = story.request("api", 62, 64, caller="backend", callee="amocrm", status=401)

PROVED: Mapping[str, Story] = {
    "": (*CONNECTED, TRUE, DENIED),
}

LIKENESSES: Mapping[str, Story] = {
    "not connected": (*CONNECTED, story.status(60, False), DENIED),
    "never asked": (*CONNECTED, DENIED),
    "asked later": (*CONNECTED, DENIED, story.status(80, True)),
    "somebody else is connected": (*CONNECTED, story.status(60, True, person="Marko"), DENIED),
    "disconnected since": (*CONNECTED, TRUE, story.moved("disconnected", 65), DENIED),
    "amoCRM has taken the tokens away": (*CONNECTED, TRUE, REFUSED, DENIED),
    "amoCRM refuses at this very moment": (*CONNECTED, TRUE, replace(REFUSED, started_ns=story.ns(72)), DENIED),
    "another failure": (*CONNECTED, TRUE, replace(DENIED, response=replace(DENIED.response, body="Oops"))),
    "amoCRM was asked": (
        *CONNECTED,
        TRUE,
        DENIED,
        replace(REFUSED, status=200, started_ns=story.ns(72), ended_ns=story.ns(73)),
    ),
    "a good answer": (*CONNECTED, TRUE, replace(DENIED, status=200)),
    "a list of leads": (*CONNECTED, TRUE, replace(DENIED, role="leads")),
}
