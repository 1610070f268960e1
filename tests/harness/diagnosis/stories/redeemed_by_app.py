"""Stories of the cause redeemed_by_app."""

from collections.abc import Mapping

import story
from parts import BACK, CONNECTED

from stories import Story, code_exchanged_twice

PROVED: Mapping[str, Story] = {
    "": (
        story.callback(10, 40),
        story.link(50, code="c1"),
        story.exchange_code(60, 90),
        story.token(70, 80),
    ),
}

LIKENESSES: Mapping[str, Story] = {
    "redeemed by the callback": (*CONNECTED, *BACK),
    "redeemed by the callback first": code_exchanged_twice.PROVED["app"],
    "redeemed by the backend on its own": (story.callback(10, 15), story.token(20, 30)),
}
