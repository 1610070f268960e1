"""Stories of the cause webhook_ignored."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import ADDED, DELETED, READ, SHOWN

from harness.wire.exchange import LeadCard
from stories import Story

PROVED: Mapping[str, Story] = {
    "form": (story.webhook(30, 40, ADDED), *SHOWN),
    "action": (
        story.webhook(30, 40, ADDED),
        READ,
        story.webhook(42, 45, DELETED),
        story.leads(60, 1, 2),
        story.screen(62, "crm.connected", connected=True, prices={1: 100, 2: 5}),
    ),
}

LIKENESSES: Mapping[str, Story] = {
    "a list that was narrowed": (
        story.webhook(30, 40, ADDED),
        story.lead_list(60, 1, asked={"stage_id": "5"}),
        SHOWN[1],
    ),
    "a lead that rights hide from the person": (story.account("Olena", 1), story.webhook(30, 40, ADDED), *SHOWN),
    "shown": (
        story.webhook(30, 40, ADDED),
        story.leads(60, 1, 2),
        story.screen(62, "crm.connected", connected=True, prices={1: 100, 2: 5}),
    ),
    "read anew in amoCRM, and too early": (story.webhook(30, 40, ADDED), READ, *SHOWN),
    "read anew in amoCRM after the answer": (
        story.webhook(30, 40, ADDED),
        replace(READ, started_ns=story.ns(50), ended_ns=story.ns(55)),
        *SHOWN,
    ),
    "never taken": (story.webhook(30, 40, ADDED, status=500), *SHOWN),
    "answered by something before the backend": (story.webhook(30, 40, ADDED, fault="w1"), *SHOWN),
    "not asked since": (*SHOWN, story.webhook(70, 80, ADDED)),
    "asked while it came": (*SHOWN, story.webhook(55, 65, ADDED)),
    "asked in vain": (
        story.webhook(30, 40, ADDED),
        story.request("leads", 60, 61, status=500, amo_ids=[1]),
        SHOWN[1],
    ),
    "disconnected": (
        story.webhook(30, 40, ADDED),
        story.leads(60),
        story.screen(62, "crm.not_connected", connected=False),
    ),
    "a page of a longer list": (story.webhook(30, 40, ADDED), story.leads(60, 2), *SHOWN[1:]),
    "a list that doesn't say which leads of amoCRM's it has": (
        story.webhook(30, 40, ADDED),
        story.leads(60, None),
        replace(SHOWN[1], screen=replace(SHOWN[1].screen, leads=(LeadCard("a", None, "Лід", 100.0),))),
    ),
    "deleted, and gone": (
        story.webhook(30, 40, DELETED),
        story.leads(60),
        story.screen(62, "crm.connected", connected=True),
    ),
    "added, and deleted again": (
        story.webhook(30, 40, ADDED),
        story.webhook(41, 45, "leads[delete][0][id]=2"),
        *SHOWN,
    ),
    "a budget of 0, shown as none": (
        story.webhook(30, 40, "leads[update][0][id]=1&leads[update][0][price]=0"),
        story.leads(60, 1),
        story.screen(62, "crm.connected", connected=True, prices={1: None}),
    ),
    "a webhook that says no budget": (
        story.webhook(30, 40, "leads[update][0][id]=1&leads[update][0][price]="),
        *SHOWN,
    ),
    "news of a contact": (story.webhook(30, 40, "contacts[add][0][id]=2"), *SHOWN),
    "somebody else's list": (
        story.webhook(30, 40, ADDED),
        story.leads(60, 1, person="Marko"),
        story.screen(62, "crm.connected", connected=True, prices={1: 100}, person="Marko"),
    ),
}
