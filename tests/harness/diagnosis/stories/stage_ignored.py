"""Stories of the cause stage_ignored."""

from collections.abc import Mapping

import story

from stories import Story


def listed(asked: Mapping[str, str], *stages: object) -> Story:
    """A list narrowed by this, with leads of these stages."""
    ids = list(range(1, len(stages) + 1))
    return (story.request("leads", 60, 61, asked=asked, amo_ids=ids, stage_ids=list(stages)),)


PROVED: Mapping[str, Story] = {
    "alone": listed({"stage_id": "51", "pipeline_id": "5"}, 51, 52),
    "status": listed({"stage_id": "51", "status": "NEW"}, 52),
}

LIKENESSES: Mapping[str, Story] = {
    "only that stage": listed({"stage_id": "51"}, 51, "51"),
    "nothing in it": listed({"stage_id": "51", "status": "NEW"}),
    "no stage was chosen": listed({"status": "NEW"}, 51, 52),
    "leads that don't say their stage": listed({"stage_id": "51"}, None, None),
    "a backend that says no stages": (story.request("leads", 60, 61, asked={"stage_id": "51"}, amo_ids=[1]),),
    "a list that nobody could read": (story.request("leads", 60, 61, asked={"stage_id": "51"}, amo_ids=None),),
}
