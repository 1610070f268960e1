"""Stories of the cause lead_added_again."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import ADDED, PRICED

from stories import Story

LOST = replace(story.webhook(10, 20, ADDED, status=0, outcome="timed_out"), fault="w1")

PROVED: Mapping[str, Story] = {
    "": (story.leads(5, 1), LOST, story.webhook(30, 40, ADDED), story.leads(60, 1, 2, 2)),
}

LIKENESSES: Mapping[str, Story] = {
    "repeated, and listed once": (LOST, story.webhook(30, 40, ADDED), story.leads(60, 1, 2)),
    "listed twice, and no webhook said a word of it": (story.webhook(30, 40, ADDED), story.leads(60, 1, 1, 2)),
    "listed twice before": (story.leads(5, 1, 1), story.webhook(30, 40, PRICED), story.leads(60, 1, 1)),
    "asked while it came": (story.webhook(30, 60, ADDED), story.leads(50, 2, 2)),
    "leads without a number of amoCRM's": (story.webhook(30, 40, ADDED), story.leads(60, None, None)),
    "an answer that isn't one": (
        story.webhook(30, 40, ADDED),
        story.request("leads", 60, 61, status=500, amo_ids=[2, 2]),
    ),
}
