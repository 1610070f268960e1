"""Stories of the cause token_truncated."""

from collections.abc import Mapping
from dataclasses import replace

import story
from pairs import given, read, refused

from stories import Story

CONNECTED = (story.callback(10, 40), given(20, 30))

PROVED: Mapping[str, Story] = {
    "": (*CONNECTED, replace(read(50, 55, "a9", status=401), outcome="access_cut_off")),
}

LIKENESSES: Mapping[str, Story] = {
    "an unknown token": (*CONNECTED, read(50, 55, "a9", status=401)),
    "a token that is dead": (*CONNECTED, replace(refused(50, 55), outcome="refresh_revoked")),
}
