"""Stories of the cause wrong_lead_id."""

from collections.abc import Mapping

import story

from stories import Story

LISTED = story.screen(50, "crm.connected", cards=0, local={"3f2a-11": 700})


def opened(lead_id: str, **changes: int) -> Story:
    """The list, and a lead that is asked for by this id, where amoCRM's is wanted."""
    return (LISTED, story.request("lead", 60, 61, status=changes.get("status", 200), asked={"amo_id": lead_id}))


PROVED: Mapping[str, Story] = {
    "": opened("3f2a-11", status=400),
}

LIKENESSES: Mapping[str, Story] = {
    "amoCRM's id": opened("700"),
    "amoCRM's id of a lead that is gone": opened("700", status=404),
    "an id that nobody has seen": opened("999", status=404),
    "an address that wants the local id": (LISTED, story.request("lead", 60, 61, asked={"id": "3f2a-11"})),
    "a backend whose ids are amoCRM's": (
        story.screen(50, "crm.connected", cards=0, local={"700": 700}),
        story.request("lead", 60, 61, asked={"amo_id": "700"}),
    ),
}
