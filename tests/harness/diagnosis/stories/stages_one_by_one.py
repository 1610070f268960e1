"""Stories of the cause stages_one_by_one."""

from collections.abc import Mapping

import story

from stories import Story

WHOLE = story.request("pipelines", 60, 61, items=[{"id": 5, "stages": [{"id": 51}]}])
BARE = story.request("pipelines", 60, 61, items=[{"id": 5, "stages": []}])
ASKED = story.request("stages", 70, 71, status=404)

PROVED: Mapping[str, Story] = {
    "": (WHOLE, ASKED, story.request("stages", 72, 73)),
}

LIKENESSES: Mapping[str, Story] = {
    "the pipelines alone": (WHOLE,),
    "pipelines without stages": (BARE, ASKED),
    "before the pipelines": (story.request("stages", 50, 51), WHOLE),
    "somebody else's pipelines": (WHOLE, story.request("stages", 70, 71, person="Marko")),
    "an answer that nobody could read": (story.request("pipelines", 60, 61, items=None), ASKED),
}
