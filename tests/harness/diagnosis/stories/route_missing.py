"""Stories of the cause route_missing."""

from collections.abc import Mapping

import story

from stories import Story

PROVED: Mapping[str, Story] = {
    "": (story.request("status", 30, 40, status=404, body='{"message": "Cannot GET /api/amo-crm/status"}'),),
}

LIKENESSES: Mapping[str, Story] = {
    "a lead that isn't there": (story.request("lead", 30, 40, status=404),),
    "an address that the app doesn't know": (story.request("other", 30, 40, status=404),),
    "a callback page that isn't there": (story.request("callback", 30, 40, caller="browser", status=404),),
    "amoCRM knows no such row": (story.request("api", 30, 40, caller="backend", callee="amocrm", status=404),),
    "another refusal": (story.request("status", 30, 40, status=403),),
}
