"""Stories of the cause code_in_deep_link."""

from collections.abc import Mapping

import story
from parts import BACK, CONNECTED

from stories import Story

PROVED: Mapping[str, Story] = {
    "spent": (*CONNECTED, story.link(50, code="c1")),
    "unspent": (story.callback(10, 40), story.link(50, code="c1")),
    "refused": (story.callback(10, 40), story.link(50, code="c1"), story.exchange_code(60, 80, status=403)),
}

LIKENESSES: Mapping[str, Story] = {"a link that says success": (*CONNECTED, *BACK)}
