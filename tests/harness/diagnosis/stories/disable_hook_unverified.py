"""Stories of the cause disable_hook_unverified."""

from collections.abc import Mapping

import story
from pairs import given, refused

from stories import Story

OLENA = (story.callback(10, 40), given(20, 30), story.status(45, True))
FORGED = story.request("disable_hook", 50, 55, caller="browser", person="Marko")

PROVED: Mapping[str, Story] = {"": (*OLENA, FORGED, story.status(60, False))}

LIKENESSES: Mapping[str, Story] = {
    "still connected": (*OLENA, FORGED, story.status(60, True)),
    "refused": (
        *OLENA,
        story.request("disable_hook", 50, 55, caller="browser", person="Marko", status=403),
        story.status(60, False),
    ),
    "amoCRM's own word": (*OLENA, story.request("disable", 50, 55, caller="amocrm"), story.status(60, False)),
    "not connected before": (story.status(45, False), FORGED, story.status(60, False)),
    "disconnected": (*OLENA, FORGED, story.moved("disconnected", 57), story.status(60, False)),
    "amoCRM took the tokens away": (*OLENA, FORGED, refused(56, 58), story.status(60, False)),
    "an answer that nobody could read": (*OLENA, FORGED, story.status(60, None)),
}
