"""Stories of the cause status_error_hidden."""

from collections.abc import Mapping
from dataclasses import replace

import story

from harness.wire.exchange import Message
from stories import Story

FAILED = story.request("status", 30, 31, status=500, body='{"message": "Internal server error"}')
NO = story.screen(32, "crm.not_connected", connected=False)

PROVED: Mapping[str, Story] = {
    "": (FAILED, NO),
}

LIKENESSES: Mapping[str, Story] = {
    "told as an error": (FAILED, story.screen(32, "crm.not_connected", reason="500 Internal server error")),
    "asked again and answered no": (FAILED, story.status(33, False), replace(NO, at_ns=story.ns(35))),
    "a no from before": (story.screen(20, "crm.not_connected", connected=False), FAILED),
    "a good no": (replace(FAILED, status=200), NO),
    "somebody else's no": (FAILED, replace(NO, person="Marko")),
    "a session that is over": (
        replace(FAILED, status=403, response=Message(body='{"message": "Invalid token: jwt expired"}')),
        NO,
    ),
    "still connected": (FAILED, story.screen(32, "crm.connected", connected=True)),
}
