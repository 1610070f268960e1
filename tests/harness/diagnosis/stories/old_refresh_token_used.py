"""Stories of the cause old_refresh_token_used."""

from collections.abc import Mapping
from dataclasses import replace

import story
from pairs import given, read, refreshed, refused

from stories import Story

CONNECTED = (story.callback(10, 40), given(20, 30))
ROTATED = (story.request("lead", 50, 70), refreshed(52, 55, "r1", "a2", "r2"), read(57, 60, "a2"))

PROVED: Mapping[str, Story] = {
    "unsaved": (*CONNECTED, *ROTATED, story.request("lead", 80, 99, status=409), refused(82, 85)),
    "same_request": (*CONNECTED, *ROTATED, refused(62, 65)),
}

LIKENESSES: Mapping[str, Story] = {
    "with the next one": (*CONNECTED, *ROTATED, refreshed(82, 85, "r2", "a3", "r3")),
    "the next one is refused": (*CONNECTED, *ROTATED, refused(82, 85, "r2")),
    "at the same time": (*CONNECTED, refreshed(52, 55, "r1", "a2", "r2"), refused(53, 56)),
    "for a request that was under way when the next pair came": (
        *CONNECTED,
        *ROTATED,
        story.request("lead", 51, 75, status=409),
        refused(62, 65),
    ),
    "the answer with the next one was lost": (
        *CONNECTED,
        replace(refreshed(52, 55, "r1", "a2", "r2"), status=504, fault="f1"),
        refused(82, 85),
    ),
    "revoked by the account": (*CONNECTED, refused(82, 85)),
}
