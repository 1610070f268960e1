"""Stories of the cause callback_hangs."""

from collections.abc import Mapping
from dataclasses import replace

import story
from backend_reads import api

from stories import Story

LATE = api(30, 31, fault_kind="slow")

PROVED: Mapping[str, Story] = {"": (story.callback(10, 5100), story.token(15, 20), LATE)}

LIKENESSES: Mapping[str, Story] = {
    "given up in time": (story.callback(10, 2100), story.token(15, 20), LATE),
    "a token that was late": (
        story.callback(10, 5100),
        replace(story.token(15, 20), fault="f1", fault_kind="slow"),
        api(5030, 5040),
    ),
    "given up, and something else took long": (
        story.callback(10, 5100),
        LATE,
        api(2000, 2010, "contacts?page=1"),
    ),
    "the backend itself took long": (story.callback(10, 5100), story.token(15, 20), api(30, 31)),
    "nobody waits for it": (story.callback(10, 20), api(30, 9000), story.status(9500, True)),
    "late, and the person waits elsewhere": (story.request("lead", 10, 5100), LATE),
}
