"""Stories of the cause leads_lost_by_import."""

from collections.abc import Mapping

import story
from parts import ADDED, CONNECTED, OLENAS, TWO

from stories import Story

# Olena sees both leads; then a colleague connects, and amoCRM doesn't give the second page.
BEFORE = (OLENAS, *CONNECTED, story.lead_page(32, 34, *TWO), story.lead_list(60, 1, 2))
AGAIN = (
    story.callback(70, 90, code="c2", state="s2", person="Marko"),
    story.lead_page(72, 74, story.lead(1), has_next=True),
    story.lead_page(76, 78, page=2, status=502),
)

PROVED: Mapping[str, Story] = {"": (*BEFORE, *AGAIN, story.lead_list(95, 1))}

LIKENESSES: Mapping[str, Story] = {
    "nothing is lost": (*BEFORE, *AGAIN, story.lead_list(95, 1, 2)),
    "amoCRM itself has no such lead any more": (
        *BEFORE,
        *AGAIN[:1],
        story.lead_page(72, 74, story.lead(1)),
        story.lead_list(95, 1),
    ),
    "a webhook told of it": (
        *BEFORE,
        *AGAIN,
        story.webhook(91, 92, ADDED.replace("add", "delete")),
        story.lead_list(95, 1),
    ),
    "never seen before": (*BEFORE[:-1], *AGAIN, story.lead_list(95, 1)),
    "never asked since": (*BEFORE, *AGAIN),
    "the list failed since": (*BEFORE, *AGAIN, story.lead_list(95, 1, code=500)),
    "disconnected since": (*BEFORE, *AGAIN, story.moved("disconnected", 92), story.lead_list(95)),
}
