"""Stories of the cause contacts_not_linked."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import CONNECTED, OLENAS, TWO

from stories import Story

PHONED = replace(OLENAS, with_phone=(2,))
READ = (PHONED, *CONNECTED, story.lead_page(32, 33, *TWO))
CONTACTS = replace(story.lead_page(34, 35, status=204), url="http://olena-crm.amocrm.ru/api/v4/contacts?page=1")

PROVED: Mapping[str, Story] = {"": (*READ, story.lead_list(60, 1, 2, have_phone=[False, False]))}

LIKENESSES: Mapping[str, Story] = {
    "shown with its phone": (*READ, story.lead_list(60, 1, 2, have_phone=[False, True])),
    "contacts were asked for": (*READ, CONTACTS, story.lead_list(60, 1, 2, have_phone=[False, False])),
    "no contact has a phone": (OLENAS, *READ[1:], story.lead_list(60, 1, 2, have_phone=[False, False])),
    "got a phone only later": (
        *(OLENAS, *READ[1:], replace(PHONED, at_ns=story.ns(50))),
        story.lead_list(60, 1, 2, have_phone=[False, False]),
    ),
    "a list that has no phones at all": (*READ, story.lead_list(60, 1, 2)),
    "the list from before": (story.lead_list(5, 1, 2, have_phone=[False, False]), *READ),
}
