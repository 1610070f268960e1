"""Stories of the cause filter_lost."""

from collections.abc import Mapping
from dataclasses import replace

import story

from stories import Story

CHOSE = replace(story.moved("chose", 50), choice="stage_id")


def asked(at: int, person: str = "Olena", **sent: str) -> Story:
    """Leads asked for, narrowed by this."""
    return (story.request("leads", at, at + 1, person=person, amo_ids=[], asked=sent),)


PROVED: Mapping[str, Story] = {
    "": (CHOSE, *asked(60, status="NEW")),
}

LIKENESSES: Mapping[str, Story] = {
    "sent": (CHOSE, *asked(60, stage_id="5", pipeline_id="6")),
    "nothing asked yet": (*asked(40), CHOSE),
    "the filter was cleared meanwhile": (CHOSE, story.moved("acted", 55), *asked(60)),
    "somebody else's list": (CHOSE, *asked(60, person="Marko")),
    "every status": (replace(CHOSE, choice=None), *asked(60)),
    "the second page": (CHOSE, *asked(60, stage_id="5"), *asked(70, stage_id="5")),
}
