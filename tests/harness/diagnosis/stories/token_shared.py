"""Stories of the cause token_shared."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import CONNECTED

from stories import Story

PROVED: Mapping[str, Story] = {
    "": (*CONNECTED, story.status(60, True, person="Marko")),
}

LIKENESSES: Mapping[str, Story] = {
    "both connected": (
        *CONNECTED,
        story.callback(50, 70, code="c2", state="s2", person="Marko"),
        story.token(55, 65, code="c2"),
        story.status(80, True, person="Marko"),
    ),
    "connected by a made-up answer": (
        *CONNECTED,
        story.callback(50, 70, code="c2", state="s2", person="Marko"),
        replace(story.token(55, 65, code="c2"), fault="f1"),
        story.status(80, True, person="Marko"),
    ),
    "nobody connected": (story.status(60, True, person="Marko"),),
    "not connected": (*CONNECTED, story.status(60, False, person="Marko")),
    "connected before the other one": (story.status(5, True, person="Marko"), *CONNECTED),
}
