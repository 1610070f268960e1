"""Stories of the cause rights_ignored: Olena administers the account, Marko may view his own leads in it."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import MARKOS, OLENAS

from stories import Story

NARROW = replace(story.account("Marko", 2, at=5), subdomain="olena-crm")
JOINED = (replace(story.callback(10, 40), person="Marko"), story.token(20, 30))

PROVED: Mapping[str, Story] = {
    "": (OLENAS, NARROW, *JOINED, story.leads(60, 1, 2, person="Marko")),
}

LIKENESSES: Mapping[str, Story] = {
    "what he may view": (OLENAS, NARROW, *JOINED, story.leads(60, 2, person="Marko")),
    "what she may view": (OLENAS, NARROW, *JOINED, story.leads(60, 1, 2)),
    "somebody who has connected nothing": (OLENAS, NARROW, story.leads(60, 1, 2, person="Marko")),
    "leads of another account": (OLENAS, MARKOS, *JOINED, story.leads(60, 1, person="Marko")),
    "a lead that nobody knows of": (OLENAS, NARROW, *JOINED, story.leads(60, 2, 99, "x", None, person="Marko")),
    "an answer that nobody could read": (
        OLENAS,
        NARROW,
        *JOINED,
        story.request("leads", 60, 61, person="Marko", amo_ids=None),
    ),
}
