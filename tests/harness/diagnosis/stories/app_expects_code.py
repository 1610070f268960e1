"""Stories of the cause app_expects_code."""

from collections.abc import Mapping

import story
from parts import BACK, CONNECTED

from stories import Story

PROVED: Mapping[str, Story] = {
    "": (*CONNECTED, *BACK, story.screen(60, "callback.error", reason="missing_code")),
}

LIKENESSES: Mapping[str, Story] = {
    "an app that says what failed": (*CONNECTED, *BACK, story.screen(60, "callback.error", reason="server")),
    "a link with a code": (
        story.link(50, success="true", code="c1"),
        story.screen(60, "callback.error", reason="missing_code"),
    ),
    "a link with an error": (story.link(50, error="x"), story.screen(60, "callback.error", reason="missing_code")),
    "somebody else's error screen": (
        story.link(50, success="true"),
        story.screen(60, "callback.error", reason="missing_code", person="Marko"),
    ),
    "an error screen from before": (
        story.screen(40, "callback.error", reason="missing_code"),
        story.link(50, success="true"),
    ),
}
