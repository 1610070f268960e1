"""Stories of the cause callback_page_throws."""

from collections.abc import Mapping
from dataclasses import replace

import story
from callback_parts import GOOD, answer, left

from stories import Story

THROWN = story.page_error(42, url="http://127.0.0.1:3000/callback")
MOVED_ON = replace(story.request("other", 42, 45, caller="browser"), facts={"content_type": "text/html", "ways": []})

PROVED: Mapping[str, Story] = {"": (GOOD, THROWN, left(50, success="true"))}

LIKENESSES: Mapping[str, Story] = {
    "an error that the page itself has written to the console": (GOOD, replace(THROWN, uncaught=False), left(50)),
    "an error on another page": (GOOD, replace(THROWN, url="http://127.0.0.1:3000/help")),
    "an error in somebody else's browser": (GOOD, replace(THROWN, person="Marko")),
    "an error before the page was asked for": (answer(60, "button"), THROWN),
    "an error on the page that is opened from the callback page": (GOOD, MOVED_ON, replace(THROWN, url=MOVED_ON.url)),
}
