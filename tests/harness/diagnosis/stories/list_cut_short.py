"""Stories of the cause list_cut_short."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import ADDED, CONNECTED, IMPORTED, OLENAS, TWO

from stories import Story

PROVED: Mapping[str, Story] = {"": (*IMPORTED, story.lead_list(60, 1))}

LIKENESSES: Mapping[str, Story] = {
    "the other one is on the next page": (*IMPORTED, story.lead_list(60, 1), story.lead_list(62, 2, page=2)),
    "everything is there": (*IMPORTED, story.lead_list(60, 2, 1)),
    "nothing is there": (*IMPORTED, story.lead_list(60)),
    "a page that amoCRM never gave": (
        *(*CONNECTED, OLENAS),
        replace(story.lead_page(32, 34, *TWO), fault="f1", fault_kind="answer"),
        story.lead_list(60, 1),
    ),
    "somebody else's leads": (*IMPORTED, story.lead_list(60, 7)),
    "filtered": (*IMPORTED, replace(story.lead_list(60, 1), url="http://127.0.0.1:3000/leads?page=1&status=NEW")),
    "the next page failed": (*IMPORTED, story.lead_list(60, 1), story.lead_list(62, page=2, code=500)),
    "a webhook told of the other one since": (
        *IMPORTED,
        story.webhook(52, 53, ADDED.replace("add", "delete")),
        story.lead_list(60, 1),
    ),
    "nothing was read to the end": (
        *IMPORTED[:3],
        OLENAS,
        story.lead_page(32, 34, story.lead(1), story.lead(2), has_next=True),
        story.lead_list(60, 1),
    ),
    "the other one is somebody else's business": (
        *IMPORTED[:3],
        story.lead_page(32, 34, story.lead(1, user=5), story.lead(2, user=6)),
        story.lead_list(60, 1),
    ),
    "disconnected since": (*IMPORTED, story.moved("disconnected", 55), story.lead_list(60, 1)),
    "a list that doesn't say which leads of amoCRM's it has": (*IMPORTED, story.lead_list(60, 1, None)),
    "read by the backend on its own": (OLENAS, story.lead_page(32, 34, *TWO), story.lead_list(60, 1)),
}
