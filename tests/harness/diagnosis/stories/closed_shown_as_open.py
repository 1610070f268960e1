"""Stories of the cause closed_shown_as_open."""

from collections.abc import Mapping

import story
from parts import ADDED, CONNECTED

from stories import Story

WON = (*CONNECTED, story.lead_page(32, 34, story.lead(1), story.lead(2, stage=142)))

PROVED: Mapping[str, Story] = {"": (*WON, story.lead_list(60, 1, 2, statuses=["NEW", "IN_PROGRESS"]))}

LIKENESSES: Mapping[str, Story] = {
    "won": (*WON, story.lead_list(60, 1, 2, statuses=["NEW", "CLOSED_WON"])),
    "a word of the backend's own": (*WON, story.lead_list(60, 1, 2, statuses=["NEW", "Продано"])),
    "no word at all": (*WON, story.lead_list(60, 1, 2, statuses=["NEW", None])),
    "a word that is no text": (*WON, story.lead_list(60, 1, 2, statuses=["NEW", {"id": 142}])),
    "ids that are no numbers": (*WON, story.lead_list(60, "a", "b", statuses=["NEW", "IN_PROGRESS"])),
    "fewer words than leads": (*WON, story.lead_list(60, 1, 2, statuses=["NEW"])),
    "a list without statuses": (*WON, story.lead_list(60, 1, 2)),
    "moved since": (
        *WON,
        story.webhook(52, 53, ADDED.replace("add", "status")),
        story.lead_list(60, 1, 2, statuses=["NEW", "IN_PROGRESS"]),
    ),
    "asked before it was read": (*WON, story.lead_list(5, 1, 2, statuses=["NEW", "IN_PROGRESS"])),
}
