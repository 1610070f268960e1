"""Stories of the cause status_null."""

from collections.abc import Mapping

import story

from stories import Story

PROVED: Mapping[str, Story] = {
    "": (story.status(5, None),),
}

LIKENESSES: Mapping[str, Story] = {
    "no": (story.status(5, False),),
    "yes": (story.status(5, True),),
    "a refused status": (story.request("status", 5, 6, status=500),),
    "a status that never came": (story.request("status", 5, 6, status=0),),
    "a refused status with a null in it": (story.status(5, None, code=403),),
}
