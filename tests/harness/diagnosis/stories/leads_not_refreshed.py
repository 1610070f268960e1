"""Stories of the cause leads_not_refreshed."""

from collections.abc import Mapping

import story
from parts import BACK, CONNECTED, OLENAS

from stories import Story

PROVED: Mapping[str, Story] = {
    "": (
        OLENAS,
        story.leads(5),
        *CONNECTED,
        *BACK,
        story.status(55, True),
        story.screen(60, "crm.connected", connected=True),
    ),
}

LIKENESSES: Mapping[str, Story] = {
    "asked after the connection": (*PROVED[""], story.leads(56, 1, 2)),
    "an empty account": (*PROVED[""][1:], story.account("Olena")),
    "not shown as connected": (
        *PROVED[""][:-1],
        story.screen(60, "crm.not_connected", connected=False),
    ),
}
