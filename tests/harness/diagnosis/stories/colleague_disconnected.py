"""Stories of the cause colleague_disconnected."""

from collections.abc import Mapping
from dataclasses import replace

import story
from pairs import given, read, refused

from stories import Story

OLENA = (story.callback(10, 40), given(20, 30), story.status(45, True))
MARKO = (
    story.callback(50, 80, code="c2", state="s2", person="Marko"),
    given(60, 70, access="a2", refresh="r2", code="c2"),
)

PROVED: Mapping[str, Story] = {"": (*OLENA, *MARKO, story.status(90, False))}

LIKENESSES: Mapping[str, Story] = {
    "both stay connected": (*OLENA, *MARKO, story.status(90, True)),
    "not connected before": (*OLENA[:2], story.status(45, False), *MARKO, story.status(90, False)),
    "in another account": (*OLENA, MARKO[0], replace(MARKO[1], account="marko-crm"), story.status(90, False)),
    "disconnected": (*OLENA, *MARKO, story.moved("disconnected", 85), story.status(90, False)),
    "a disconnect request": (*OLENA, *MARKO, story.request("disconnect", 85, 86), story.status(90, False)),
    "refused by amoCRM meanwhile": (*OLENA, *MARKO, refused(82, 85), story.status(90, False)),
    "a read refused by amoCRM meanwhile": (*OLENA, *MARKO, read(82, 85, status=401), story.status(90, False)),
    "connected once more, as oneself": (
        *OLENA,
        story.callback(50, 80, code="c2", state="s2"),
        MARKO[1],
        story.status(90, False),
    ),
    "an answer that nobody could read": (*OLENA, *MARKO, story.status(90, None)),
}
