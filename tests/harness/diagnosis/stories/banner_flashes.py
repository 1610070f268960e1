"""Stories of the cause banner_flashes."""

from collections.abc import Mapping

import story

from stories import Story

OFFER = story.screen(30, "crm.not_connected", connected=False)

PROVED: Mapping[str, Story] = {
    "": (OFFER, story.status(31, True)),
}

LIKENESSES: Mapping[str, Story] = {
    "answered before": (story.status(20, False), OFFER),
    "an error is no offer": (story.screen(30, "crm.not_connected", reason="500"), story.status(31, True)),
    "still being asked for": (story.screen(30, "crm.checking"), story.status(31, True)),
    "connected": (story.screen(30, "crm.connected", connected=True),),
    "answered since the app was started anew": (
        story.status(10, True),
        story.moved("killed", 20),
        story.status(25, False),
        OFFER,
    ),
}
