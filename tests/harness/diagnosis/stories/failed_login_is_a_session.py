"""Stories of the cause failed_login_is_a_session."""

from collections.abc import Mapping
from dataclasses import replace

import story

from stories import Story

REFUSED = story.request(
    "sign_in", 30, 31, method="POST", status=401, body='{"message": "Invalid credentials", "statusCode": 401}'
)
GOOD = replace(REFUSED, status=200, started_ns=story.ns(34), ended_ns=story.ns(35))
HOME = story.screen(32, "home")

PROVED: Mapping[str, Story] = {
    "": (REFUSED, HOME),
}

LIKENESSES: Mapping[str, Story] = {
    "stays where it is": (REFUSED, story.screen(32, "sign_in", reason="401 Invalid credentials")),
    "the second attempt succeeds": (REFUSED, GOOD, story.screen(36, "home")),
    "a good login": (replace(REFUSED, status=200), HOME),
    "somebody else's screen": (REFUSED, replace(HOME, person="Marko")),
    "a screen from before": (story.screen(20, "home"), REFUSED),
    "another phone of somebody who has a session": (
        replace(GOOD, started_ns=story.ns(10), ended_ns=story.ns(11)),
        REFUSED,
        HOME,
    ),
}
