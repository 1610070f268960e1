"""Stories of the cause connection_dropped."""

from collections.abc import Mapping
from dataclasses import replace

import story
from backend_reads import api
from parts import CONNECTED

from stories import Story

UNPAID = api(60, 65, "leads/1", status=402)

PROVED: Mapping[str, Story] = {"": (*CONNECTED, story.status(50, True), UNPAID, story.status(70, False))}

LIKENESSES: Mapping[str, Story] = {
    "still connected": (*CONNECTED, UNPAID, story.status(70, True)),
    "a token that is refused": (*CONNECTED, api(60, 65, status=401), story.status(70, False)),
    "found dead by refreshing": (
        *CONNECTED,
        UNPAID,
        story.token(66, 68, code=None, status=401),
        story.status(70, False),
    ),
    "refused both ways": (*CONNECTED, UNPAID, api(66, 68, status=401), story.status(70, False)),
    "disconnected": (*CONNECTED, UNPAID, story.moved("disconnected", 67), story.status(70, False)),
    "a disconnect request": (*CONNECTED, UNPAID, story.request("disconnect", 67, 68), story.status(70, False)),
    "nobody asked since": (*CONNECTED, story.status(50, True), UNPAID),
    "an answer that nobody could read": (*CONNECTED, UNPAID, story.status(70, None)),
    "a status that failed": (*CONNECTED, UNPAID, story.status(70, False, code=500)),
    "somebody else's status": (*CONNECTED, UNPAID, story.status(70, False, person="Marko")),
    "somebody else's account": (*CONNECTED, replace(UNPAID, person="Marko"), story.status(70, False)),
    "never connected": (UNPAID, story.status(70, False)),
    "lost after a read that went well": (*CONNECTED, api(60, 65, "leads/1"), story.status(70, False)),
    "lost before it was refused": (*CONNECTED, story.status(50, False)),
}
