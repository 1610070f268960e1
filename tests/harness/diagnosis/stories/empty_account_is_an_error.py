"""Stories of the cause empty_account_is_an_error."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import BACK, CONNECTED

from stories import Story

EMPTY = story.lead_page(32, 34)
FAILED = story.link(50, error="failed")

PROVED: Mapping[str, Story] = {"": (*CONNECTED, EMPTY, FAILED)}

LIKENESSES: Mapping[str, Story] = {
    "connected all the same": (*CONNECTED, EMPTY, *BACK),
    "more was asked after it": (*CONNECTED, EMPTY, story.lead_page(36, 38, story.lead(1)), FAILED),
    "amoCRM refused something, too": (*CONNECTED, story.lead_page(22, 24, status=402), EMPTY, FAILED),
    "a made-up 204": (*CONNECTED, replace(EMPTY, fault="f1", fault_kind="answer"), FAILED),
    "the code was refused": (story.callback(10, 40), story.token(20, 30, status=400), FAILED),
    "an answer of 500 that amoCRM has no part in": (
        *CONNECTED,
        EMPTY,
        *BACK,
        story.request("leads", 60, 62, status=500),
    ),
    "somebody else's link": (*CONNECTED, EMPTY, story.link(50, person="Marko", error="failed")),
}
