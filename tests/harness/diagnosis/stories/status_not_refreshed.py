"""Stories of the cause status_not_refreshed."""

from collections.abc import Mapping

import story
from parts import BACK, CONNECTED

from stories import Story

PROVED: Mapping[str, Story] = {
    "": (
        story.status(5, False),
        *CONNECTED,
        *BACK,
        story.screen(60, "crm.not_connected", connected=False),
    ),
}

LIKENESSES: Mapping[str, Story] = {
    "asked after the return": (
        *CONNECTED,
        *BACK,
        story.status(55, False),
        story.screen(60, "crm.not_connected", connected=False),
    ),
    "shown as connected": (*CONNECTED, *BACK, story.screen(60, "crm.connected", connected=True)),
    "never came back": (*CONNECTED, story.screen(60, "crm.not_connected", connected=False)),
    "told that it failed": (
        *CONNECTED,
        story.link(50, error="failed"),
        story.screen(60, "callback.error", connected=False),
    ),
    "a refused code": (
        story.callback(10, 40),
        story.token(20, 30, status=400),
        *BACK,
        story.screen(60, "crm.not_connected"),
    ),
}
