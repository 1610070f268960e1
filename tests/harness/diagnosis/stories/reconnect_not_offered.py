"""Stories of the cause reconnect_not_offered."""

from collections.abc import Mapping
from dataclasses import replace

import story
from pairs import given, refreshed, refused

from stories import Story

CONNECTED = (story.callback(10, 40), given(20, 30))
DEAD = (*CONNECTED, story.request("lead", 50, 60, status=409), refused(52, 58))

PROVED: Mapping[str, Story] = {"": (*DEAD, story.status(70, True))}

LIKENESSES: Mapping[str, Story] = {
    "the status says so": (*DEAD, story.status(70, False)),
    "asked before the refusal was worked through": (*DEAD, story.status(55, True)),
    "somebody else's status": (*DEAD, story.status(70, True, person="Marko")),
    "connected again": (
        *DEAD,
        story.callback(62, 68, code="c2", state="s2"),
        given(63, 65, access="a2", refresh="r2", code="c2"),
        story.status(70, True),
    ),
    "the next pair was there already": (
        *CONNECTED,
        refreshed(44, 46, "r1", "a2", "r2"),
        refused(52, 58),
        story.status(70, True),
    ),
    "a colleague's pair of the same account": (
        *CONNECTED,
        story.callback(41, 48, code="c2", state="s2", person="Marko"),
        given(42, 44, access="a2", refresh="r2", code="c2"),
        refused(52, 58),
        story.status(70, True),
    ),
    "amoCRM itself was unwell": (*CONNECTED, replace(refused(52, 58), fault="f1"), story.status(70, True)),
    "refused for another reason": (*CONNECTED, refused(52, 58, status=400), story.status(70, True)),
    "a token of which nobody saw whose it is": (*CONNECTED, refused(52, 58, "r9"), story.status(70, True)),
}
