"""Stories of the cause dead_token_hammered."""

from collections.abc import Mapping
from dataclasses import replace

import story
from pairs import refused

from stories import Story

ASKED = story.request("lead", 50, 90, status=409)

PROVED: Mapping[str, Story] = {"": (ASKED, refused(52, 55), refused(60, 65), refused(70, 75))}

LIKENESSES: Mapping[str, Story] = {
    "twice": (ASKED, refused(52, 55), refused(60, 65)),
    "three tokens": (ASKED, refused(52, 55), refused(60, 65, "r2"), refused(70, 75, "r3")),
    "amoCRM itself was unwell": tuple(replace(refused(at, at + 2, status=503), fault="f1") for at in range(50, 90, 10)),
    "each because somebody asked": (
        ASKED,
        refused(52, 55),
        story.request("lead", 91, 95, status=409),
        refused(92, 94),
        story.request("lead", 96, 99, status=409),
        refused(97, 98),
    ),
}
