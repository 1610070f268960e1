"""Stories of the cause imported_leads_not_shown."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import ADDED, CONNECTED, IMPORTED, OLENAS, TWO

from stories import Story

PROVED: Mapping[str, Story] = {"": (*IMPORTED, story.lead_list(60))}

LIKENESSES: Mapping[str, Story] = {
    "the answer came late, and perhaps too late": (
        *CONNECTED,
        OLENAS,
        replace(story.lead_page(32, 34, *TWO), fault="f1", fault_kind="slow"),
        story.status(50, True),
        story.lead_list(60),
    ),
    "some are there": (*IMPORTED, story.lead_list(60, 1)),
    "amoCRM had none": (*CONNECTED, OLENAS, story.lead_page(32, 34), story.status(50, True), story.lead_list(60)),
    "no longer connected": (*IMPORTED, story.status(55, False), story.lead_list(60)),
    "never called connected": (*IMPORTED[:-1], story.lead_list(60)),
    "asked while they were read": (*IMPORTED, story.lead_list(35)),
    "somebody else's list": (*IMPORTED, story.lead_list(60, person="Marko")),
    "refused by amoCRM since": (
        *IMPORTED,
        replace(story.lead_page(52, 53, status=401), url="http://olena-crm.amocrm.ru/api/v4/account"),
        story.lead_list(60),
    ),
    "amoCRM failed at the second page": (
        *CONNECTED,
        OLENAS,
        story.lead_page(32, 33, *TWO, has_next=True),
        story.lead_page(34, 35, page=2, status=502),
        story.status(50, True),
        story.lead_list(60),
    ),
    "webhooks told of both since": (
        *IMPORTED,
        story.webhook(52, 53, ADDED.replace("add", "delete")),
        story.webhook(54, 55, ADDED.replace("add", "delete").replace("=2&", "=1&")),
        story.lead_list(60),
    ),
}
