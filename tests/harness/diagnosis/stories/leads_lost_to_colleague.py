"""Stories of the cause leads_lost_to_colleague: Marko, who may view one lead, connects the account that is Olena's."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import OLENAS

from stories import Story

NARROW = replace(story.account("Marko", 2, at=5), subdomain="olena-crm")
JOINS = (
    replace(story.callback(70, 90, code="c2", state="s2"), person="Marko"),
    story.token(75, 85, code="c2"),
)
HAD = story.leads(60, 1, 2)
SHOWS = story.screen(102, "crm.connected", connected=True, prices={2: 5})

PROVED: Mapping[str, Story] = {
    "": (OLENAS, NARROW, HAD, *JOINS, story.leads(100, 2), SHOWS),
}

LIKENESSES: Mapping[str, Story] = {
    "everything is still there": (OLENAS, NARROW, HAD, *JOINS, story.leads(100, 1, 2), SHOWS),
    "on the second page": (OLENAS, NARROW, HAD, *JOINS, story.leads(100, 2), story.leads(101, 1), SHOWS),
    "deleted in amoCRM": (
        OLENAS,
        NARROW,
        HAD,
        *JOINS,
        story.account("Olena", 2, at=95),
        story.leads(100, 2),
        SHOWS,
    ),
    "it was gone before": (OLENAS, NARROW, story.leads(60, 2), *JOINS, story.leads(100, 2), SHOWS),
    "a narrowed list": (
        OLENAS,
        NARROW,
        HAD,
        *JOINS,
        story.request("leads", 100, 101, amo_ids=[2], asked={"stage_id": "5"}),
        SHOWS,
    ),
    "nobody asked again": (OLENAS, NARROW, HAD, *JOINS, SHOWS),
    "she has disconnected": (
        OLENAS,
        NARROW,
        HAD,
        *JOINS,
        story.leads(100),
        story.screen(102, "crm.not_connected", connected=False),
    ),
    "a stranger of another account": (OLENAS, HAD, *JOINS, story.leads(100, 2), SHOWS),
    "the colleague may view it, too": (
        OLENAS,
        replace(NARROW, lead_ids=(1, 2)),
        HAD,
        *JOINS,
        story.leads(100, 2),
        SHOWS,
    ),
}
