"""Stories of the cause disconnect_keeps_connection."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import CONNECTED

from stories import Story

NO = story.status(5, False)
GONE = story.request("disconnect", 50, 55, method="POST")
STILL = story.status(60, True)
AGAIN = (story.callback(56, 59, code="c2", state="s2"), story.token(57, 58, code="c2"))

PROVED: Mapping[str, Story] = {
    "": (NO, *CONNECTED, GONE, STILL),
}

LIKENESSES: Mapping[str, Story] = {
    "not connected afterwards": (NO, *CONNECTED, GONE, story.status(60, False)),
    "connected again": (NO, *CONNECTED, GONE, *AGAIN, STILL),
    "a refused disconnection": (NO, *CONNECTED, replace(GONE, status=500), STILL),
    "asked before": (NO, *CONNECTED, story.status(45, True), GONE),
    "asked while it was disconnected": (NO, *CONNECTED, GONE, story.status(52, True)),
    "a status that is always true": (story.status(5, True), *CONNECTED, GONE, STILL),
    "somebody else's status": (NO, *CONNECTED, GONE, replace(STILL, person="Marko")),
    "somebody else is connected, too": (
        NO,
        *CONNECTED,
        story.callback(41, 44, code="c2", state="s2", person="Marko"),
        story.token(42, 43, code="c2"),
        GONE,
        STILL,
    ),
}
