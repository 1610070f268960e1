"""Stories of the cause leads_wrong_shape."""

from collections.abc import Mapping

import story

from stories import Story

WRAPPED = '{"success": true, "data": {"data": [], "total": 0}}'

PROVED: Mapping[str, Story] = {
    "": (story.request("leads", 60, 61, body=WRAPPED, amo_ids=None),),
}

LIKENESSES: Mapping[str, Story] = {
    "a list": (story.leads(60, 1, 2),),
    "an empty list": (story.leads(60),),
    "refused": (story.request("leads", 60, 61, status=409),),
    "no JSON": (story.request("leads", 60, 61, body="<html>"),),
    "told as an error": (story.request("leads", 60, 61, body='{"success": false}'),),
}
