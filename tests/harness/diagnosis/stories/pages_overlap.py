"""Stories of the cause pages_overlap."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import ADDED

from stories import Story

FIRST, SECOND = story.lead_list(60, 1, 2), story.lead_list(62, 2, 3, page=2)

PROVED: Mapping[str, Story] = {"": (FIRST, SECOND)}

LIKENESSES: Mapping[str, Story] = {
    "two pages with leads of their own": (FIRST, story.lead_list(62, 3, 4, page=2)),
    "the same page again": (FIRST, story.lead_list(62, 1, 2)),
    "two people's lists": (FIRST, story.lead_list(62, 2, 3, page=2, person="Marko")),
    "two choices": (FIRST, replace(SECOND, url=f"{SECOND.url}&status=NEW")),
    "a webhook in between": (FIRST, story.webhook(59, 61, ADDED), SECOND),
    "read anew in between": (FIRST, story.lead_page(61, 62, story.lead(4)), SECOND),
    "a page that failed": (FIRST, replace(SECOND, status=500)),
    "leads that aren't amoCRM's": (story.lead_list(60, None), story.lead_list(62, None, page=2)),
}
