"""Stories of the cause refreshed_in_parallel."""

from collections.abc import Mapping

import story
from pairs import given, refreshed, refused

from stories import Story

CONNECTED = (story.callback(10, 40), given(20, 30))
# Two phones ask for a lead.
FIRST = (story.request("lead", 50, 90), refreshed(60, 70, "r1", "a2", "r2"))
SECOND = (story.request("lead", 51, 92, status=409), refused(65, 75))

PROVED: Mapping[str, Story] = {"": (*CONNECTED, *FIRST, *SECOND)}

LIKENESSES: Mapping[str, Story] = {
    "the second one takes the new pair": (*CONNECTED, *FIRST, story.request("lead", 51, 92)),
    "the loser looks again and does no harm": (*CONNECTED, *FIRST, story.request("lead", 51, 92), refused(65, 75)),
    "within one request": (*CONNECTED, story.request("lead", 50, 90, status=409), FIRST[1], refused(72, 75)),
    "in a later request": (*CONNECTED, *FIRST, story.request("lead", 95, 99, status=409), refused(96, 97)),
    "two different tokens": (*CONNECTED, *FIRST, SECOND[0], refused(65, 75, "r9")),
}
