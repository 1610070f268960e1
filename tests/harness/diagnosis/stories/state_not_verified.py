"""Stories of the cause state_not_verified."""

from collections.abc import Mapping

import story
from parts import BACK, CONNECTED

from stories import Story

PROVED: Mapping[str, Story] = {
    "missing": (story.callback(10, 40, state=None), story.token(20, 30)),
    "used": (
        *CONNECTED,
        story.callback(60, 90, code="c2", state="s1", person="Marko"),
        story.token(70, 80, code="c2"),
    ),
    "foreign": (
        story.moved("consent_started", 1, state="s1"),
        story.moved("consent_started", 2, state="s2", person="Marko"),
        story.callback(10, 40, state="s2"),
        story.token(20, 30),
    ),
}

LIKENESSES: Mapping[str, Story] = {
    "one's own": (*CONNECTED, *BACK),
    "one's own, by a page of the backend's that leads to amoCRM": (
        story.moved("consent_started", 1),
        story.request("consent", 5, 6, caller="browser", callee="amocrm", state="s1"),
        story.callback(10, 40),
        story.token(20, 30),
    ),
    "the same callback again": (*CONNECTED, story.callback(60, 80), story.token(65, 75, status=403)),
    "a foreign state without a redemption": (story.moved("consent_started", 1, state="s2"), story.callback(10, 40)),
    "no state and no redemption": (story.callback(10, 40, state=None),),
}
