"""Stories of the cause never_redeemed."""

from collections.abc import Mapping

import story
from parts import BACK, CONNECTED

from stories import Story

PROVED: Mapping[str, Story] = {
    "": (story.callback(10, 40), story.link(50, success="true")),
}

LIKENESSES: Mapping[str, Story] = {
    "redeemed": (*CONNECTED, *BACK),
    "tried and refused": (story.callback(10, 40), story.token(20, 30, status=400), story.link(50, error="failed")),
    "a callback that reports an error": (story.callback(10, 40), story.link(50, error="invalid_state")),
    "a callback that says success=false": (story.callback(10, 40), story.link(50, success="false")),
    "a denied consent": (story.callback(10, 40, code=None), story.link(50, error="access_denied")),
    "a page without a link for a foreign state": (
        story.moved("consent_started", 1, state="s2"),
        story.callback(10, 40, state="s1"),
        story.moved("returned", 50),
    ),
}
