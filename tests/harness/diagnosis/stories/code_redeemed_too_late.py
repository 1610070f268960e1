"""Stories of the cause code_redeemed_too_late."""

from collections.abc import Mapping

import story
from parts import BACK, LANDED, at_token_endpoint

from stories import Story

EXPIRED = "Authorization code has expired"

PROVED: Mapping[str, Story] = {
    "waited": (LANDED, *BACK, story.status(55, True), at_token_endpoint(60, 70, status=200)),
    "expired": (LANDED, *BACK, at_token_endpoint(60, 70, hint=EXPIRED)),
}

LIKENESSES: Mapping[str, Story] = {
    "redeemed in the callback": (LANDED, at_token_endpoint(20, 30, status=200), *BACK),
    "too old when it came": (LANDED, at_token_endpoint(20, 30, hint=EXPIRED), *BACK),
    "redeemed at once, when the page was served": (LANDED, at_token_endpoint(45, 48, status=200), *BACK),
    "tried again later": (
        LANDED,
        at_token_endpoint(20, 30, status=503),
        *BACK,
        at_token_endpoint(60, 70, status=200),
    ),
    "redeemed by the app": (LANDED, *BACK, story.exchange_code(60, 80), at_token_endpoint(65, 75, status=200)),
    "a code that no browser brought": (*BACK, at_token_endpoint(60, 70, hint=EXPIRED)),
}
