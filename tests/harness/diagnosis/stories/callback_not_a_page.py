"""Stories of the cause callback_not_a_page."""

from collections.abc import Mapping
from dataclasses import replace

import story
from callback_parts import GOOD, answer, left

from stories import Story

PROVED: Mapping[str, Story] = {"": (answer(10, kind="application/json", body='{"success": true}'),)}

LIKENESSES: Mapping[str, Story] = {
    "a page": (GOOD, left(50, success="true")),
    "a page in XHTML": (answer(10, "button", kind="application/xhtml+xml"),),
    "a redirect to a page": (answer(10, status=302, kind=""), replace(answer(45, "button"), role="other")),
    "a refusal, whose reason is another": (answer(10, kind="application/json", status=404),),
    "an answer of which nobody saw the type": (story.callback(10, 40),),
}
