"""Stories of the cause webhook_not_taken."""

from collections.abc import Mapping

import story
from parts import ADDED, PRICED

from stories import Story

PROVED: Mapping[str, Story] = {
    "late": (story.webhook(30, 2030, ADDED, status=0, outcome="timed_out"),),
    "refused": (story.webhook(30, 40, ADDED, status=500),),
}

LIKENESSES: Mapping[str, Story] = {
    "taken": (story.webhook(30, 40, ADDED), story.webhook(50, 60, PRICED, status=204)),
    "nobody there": (story.webhook(30, 31, ADDED, status=0, outcome="unreachable"),),
    "hindered on its way": (
        story.webhook(30, 40, ADDED, status=503, fault="w1"),
        story.webhook(50, 2050, ADDED, status=0, outcome="timed_out", fault="w1"),
    ),
    "amoCRM itself failed meanwhile": (
        story.webhook(30, 40, ADDED, status=502),
        story.request("api", 32, 38, caller="backend", callee="amocrm", status=500),
    ),
    "amoCRM never answered meanwhile": (
        story.webhook(30, 2030, ADDED, status=0, outcome="timed_out"),
        story.request("api", 32, 2020, caller="backend", callee="amocrm", status=0),
    ),
}
