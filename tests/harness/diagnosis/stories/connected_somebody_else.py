"""Stories of the cause connected_somebody_else."""

from collections.abc import Mapping

import story
from parts import CONNECTED

from stories import Story

MARKO_BEGAN = story.moved("consent_started", 2, state="s2", person="Marko")
OLENA_IS_NOT = story.status(60, False)
MARKO_IS = story.status(70, True, person="Marko")
MARKO_CONNECTED = (story.callback(62, 68, code="c2", state="s2", person="Marko"), story.token(64, 66, code="c2"))

PROVED: Mapping[str, Story] = {"": (*CONNECTED, MARKO_BEGAN, OLENA_IS_NOT, MARKO_IS)}

LIKENESSES: Mapping[str, Story] = {
    "both are connected": (*CONNECTED, story.status(60, True), MARKO_IS),
    "nobody is connected": (*CONNECTED, OLENA_IS_NOT, story.status(70, False, person="Marko")),
    "the other one connected, too": (*CONNECTED, MARKO_BEGAN, OLENA_IS_NOT, *MARKO_CONNECTED, MARKO_IS),
    "the other one was connected before": (
        *CONNECTED,
        OLENA_IS_NOT,
        story.status(5, True, person="Marko"),
    ),
    "connected first, and disconnected by then": (*CONNECTED, story.status(50, True), OLENA_IS_NOT, MARKO_IS),
    "a foreign state": (
        story.moved("consent_started", 1, state="s1"),
        MARKO_BEGAN,
        story.callback(10, 40, state="s2"),
        story.token(20, 30),
        OLENA_IS_NOT,
        MARKO_IS,
    ),
    "a code that was refused": (
        CONNECTED[0],
        CONNECTED[1],
        story.token(20, 30, status=400),
        OLENA_IS_NOT,
        MARKO_IS,
    ),
    "redeemed by nobody's callback": (CONNECTED[0], story.token(20, 30), OLENA_IS_NOT, MARKO_IS),
}
