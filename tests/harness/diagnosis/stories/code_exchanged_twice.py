"""Stories of the cause code_exchanged_twice."""

from collections.abc import Mapping

import story
from parts import CONNECTED, STRUCK

from stories import Story

PROVED: Mapping[str, Story] = {
    "app": (
        *CONNECTED,
        story.link(50, code="c1"),
        story.exchange_code(60, 80, status=403),
        story.token(65, 75, status=403, body=story.REVOKED),
    ),
    "at_once": (
        story.callback(10, 60),
        story.callback(12, 62),
        story.token(20, 30),
        story.token(22, 40, status=403, body=story.REVOKED),
    ),
    "callback": (*CONNECTED, story.callback(60, 80), story.token(65, 75, status=403)),
    "retry": (story.callback(10, 60), story.token(20, 30), story.token(35, 45, status=403)),
    "lost": (story.callback(10, 60), STRUCK, story.token(35, 45, status=403, body=story.REVOKED)),
}

LIKENESSES: Mapping[str, Story] = {
    "the first one was never answered by amoCRM itself": (
        story.callback(10, 60),
        STRUCK,
        story.token(35, 45, status=403),
    ),
    "a code that amoCRM never saw, and then refused": (
        story.callback(10, 60),
        STRUCK,
        story.token(35, 45, status=400, body='{"hint": "Authorization code has expired"}'),
    ),
    "a spent code that was never sent before": (
        story.callback(10, 60),
        story.token(35, 45, status=403, body=story.REVOKED),
    ),
    "two codes, each once": (*CONNECTED, story.callback(60, 80, code="c2"), story.token(65, 75, code="c2")),
    "a failed request that is tried again": (
        story.callback(10, 60),
        story.token(20, 30, status=503),
        story.token(35, 45),
    ),
    "a refresh after the exchange": (*CONNECTED, story.token(60, 70, code=None)),
}
