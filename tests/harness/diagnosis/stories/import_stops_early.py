"""Stories of the cause import_stops_early."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import CONNECTED, OLENAS, TWO

from stories import Story

FIRST = story.lead_page(32, 33, story.lead(1), has_next=True)

PROVED: Mapping[str, Story] = {"": (OLENAS, *CONNECTED, FIRST, story.lead_list(60, 1))}

LIKENESSES: Mapping[str, Story] = {
    "the next page was read": (
        *(OLENAS, *CONNECTED, FIRST),
        story.lead_page(34, 35, story.lead(2), page=2),
        story.lead_list(60, 1, 2),
    ),
    "the next page was asked for in vain": (
        *(OLENAS, *CONNECTED, FIRST),
        story.lead_page(34, 35, page=2, status=429),
        story.lead_list(60, 1),
    ),
    "the last page": (OLENAS, *CONNECTED, story.lead_page(32, 33, story.lead(1)), story.lead_list(60, 1)),
    "a full page that was all": (
        OLENAS,
        *CONNECTED,
        story.lead_page(32, 33, *TWO, has_next=True),
        story.lead_list(60, 1, 2),
    ),
    "the other one came on another way": (OLENAS, *CONNECTED, FIRST, story.lead_list(60, 1, 2)),
    "an answer that nobody can read": (
        OLENAS,
        *CONNECTED,
        replace(FIRST, response=replace(FIRST.response, body=FIRST.response.body[:-9])),
        story.lead_list(60, 1),
    ),
    "an earlier page that nobody can read": (
        *(OLENAS, *CONNECTED),
        replace(FIRST, response=replace(FIRST.response, body=FIRST.response.body[:-9])),
        story.lead_page(34, 35, story.lead(2), page=2, has_next=True),
        story.lead_list(60, 2),
    ),
    "read by the backend on its own": (OLENAS, FIRST, story.lead_list(60, 1)),
}
