"""Stories of the cause status_without_token."""

from collections.abc import Mapping

import story
from parts import CONNECTED

from stories import Story

PROVED: Mapping[str, Story] = {
    "": (story.status(5, True),),
}

LIKENESSES: Mapping[str, Story] = {
    "a token from before": (*CONNECTED, story.status(60, True)),
    "redeemed while it was asked": (*CONNECTED, story.request("status", 15, 45, connected=True)),
    "not connected": (story.status(5, False),),
}
