"""Stories of the cause foreign_leads."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import MARKOS, OLENAS

from stories import Story

PROVED: Mapping[str, Story] = {
    "": (OLENAS, MARKOS, story.leads(60, 1, 7)),
}

LIKENESSES: Mapping[str, Story] = {
    "one's own": (OLENAS, MARKOS, story.leads(60, 1, 2)),
    "one's own as texts": (OLENAS, story.leads(60, "1", "2")),
    "those of an account that is shared": (
        OLENAS,
        replace(story.account("Marko", 1, 2, at=50), subdomain="olena-crm"),
        story.leads(60, 1, 2),
        story.leads(70, 1, 2, person="Marko"),
    ),
    "a colleague's, which amoCRM doesn't show": (
        OLENAS,
        replace(story.account("Marko", 2, at=5), subdomain="olena-crm"),
        replace(story.callback(10, 40), person="Marko"),
        story.token(20, 30),
        story.leads(60, 1, 2, person="Marko"),
    ),
    "leads that aren't amoCRM's": (OLENAS, story.leads(60, None, 1)),
    "a lead added later": (story.account("Olena", 1), story.leads(60, 1, 2), story.account("Olena", 1, 2, at=50)),
    "an unknown lead of somebody without an account": (MARKOS, story.leads(60, 99)),
    "an answer that nobody could read": (OLENAS, story.request("leads", 60, 61, amo_ids=None)),
}
