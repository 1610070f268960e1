"""Stories of the cause refreshed_needlessly."""

from collections.abc import Mapping
from dataclasses import replace

import story
from pairs import DAY, given, read, refreshed

from stories import Story

CONNECTED = (story.callback(10, 40), given(20, 30))
ONCE = refreshed(50, 55, "r1", "a2", "r2", time=5)
TWICE = refreshed(60, 65, "r2", "a3", "r3", time=9)

PROVED: Mapping[str, Story] = {"": (*CONNECTED, ONCE, TWICE)}

LIKENESSES: Mapping[str, Story] = {
    "once": (*CONNECTED, ONCE),
    "each a day later": (
        *CONNECTED,
        refreshed(50, 55, "r1", "a2", "r2", time=DAY),
        refreshed(60, 65, "r2", "a3", "r3", time=2 * DAY),
    ),
    "shortly before the end": (
        *CONNECTED,
        refreshed(50, 55, "r1", "a2", "r2", time=DAY - 600),
        refreshed(60, 65, "r2", "a3", "r3", time=2 * DAY - 1200),
    ),
    "after a refusal": (*CONNECTED, read(45, 46, status=401), ONCE, read(57, 58, "a2", status=401), TWICE),
    "of an account whose time nobody knows": (
        *CONNECTED,
        replace(ONCE, account_time=None),
        replace(TWICE, account_time=None),
    ),
}
