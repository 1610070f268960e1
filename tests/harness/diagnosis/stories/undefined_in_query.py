"""Stories of the cause undefined_in_query."""

from collections.abc import Mapping
from dataclasses import replace

import story

from stories import Story

LIST = "http://127.0.0.1:3000/api/v1/leads?page=1"

PROVED: Mapping[str, Story] = {
    "": (replace(story.request("leads", 60, 61, status=400), url=f"{LIST}&status=undefined&stageId=undefined"),),
}

LIKENESSES: Mapping[str, Story] = {
    "nothing chosen": (replace(story.leads(60, 1), url=LIST),),
    "a stage of that name": (replace(story.leads(60, 1), url=f"{LIST}&stageId=undefined-7"),),
    "empty": (replace(story.leads(60, 1), url=f"{LIST}&stageId="),),
    "the backend's own request": (
        replace(story.request("api", 60, 61, caller="backend", callee="amocrm"), url=f"{LIST}&stageId=undefined"),
    ),
}
