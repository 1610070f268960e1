"""Stories of the cause state_lost."""

from collections.abc import Mapping

import story

from stories import Story

BEGAN = story.moved("consent_started", 1, state="s1")
INVALID = story.link(50, error="invalid_state")

PROVED: Mapping[str, Story] = {"": (BEGAN, story.callback(10, 40), INVALID)}

LIKENESSES: Mapping[str, Story] = {
    "no state at all": (BEGAN, story.callback(10, 40, state=None), INVALID),
    "a foreign state": (BEGAN, story.callback(10, 40, state="s2"), INVALID),
    "a state that was used": (
        BEGAN,
        story.callback(10, 20),
        story.token(12, 18),
        story.callback(30, 40, code="c2"),
        INVALID,
    ),
    "another error": (BEGAN, story.callback(10, 40), story.link(50, error="invalid_referer")),
    "no word of why": (BEGAN, story.callback(10, 40)),
    "a code that amoCRM refused": (BEGAN, story.callback(10, 40), story.token(20, 30, status=400), INVALID),
    "denied": (BEGAN, story.callback(10, 40, code=None), INVALID),
    "success": (BEGAN, story.callback(10, 40), story.link(50, success="true")),
}
