"""Stories of the cause failure_told_as_success."""

from collections.abc import Mapping
from dataclasses import replace

import story
from callback_parts import GOOD, left
from parts import STRUCK

from stories import Story

REFUSED = story.token(20, 30, status=400, body=story.REVOKED)


PROVED: Mapping[str, Story] = {
    "refused": (GOOD, REFUSED, left(50, success="true")),
    "lost": (GOOD, STRUCK, left(50, success="true")),
}

LIKENESSES: Mapping[str, Story] = {
    "a success": (GOOD, story.token(20, 30), left(50, success="true")),
    "a failure that is told": (GOOD, REFUSED, left(50, error="failed")),
    "a failure that is told in other words": (GOOD, REFUSED, left(50, success="false")),
    "an error wins over a success": (GOOD, REFUSED, left(50, success="true", error="failed")),
    "refused, and then granted": (GOOD, REFUSED, story.token(32, 38), left(50, success="true")),
    "another code": (GOOD, story.token(20, 30, code="c2", status=400), left(50, success="true")),
    "nothing was asked": (GOOD, left(50, success="true")),
    "an answer that is only late": (GOOD, replace(STRUCK, fault_kind="slow"), left(50, success="true")),
    "lost, and then granted": (GOOD, STRUCK, story.token(32, 38), left(50, success="true")),
    "a success of somebody else's": (GOOD, REFUSED, left(50, person="Marko", success="true")),
}
