"""Stories of the cause error_as_success."""

from collections.abc import Mapping

import story

from stories import Story

REFUSED = '{"success": false, "message": "Lead not found", "statusCode": 404}'

PROVED: Mapping[str, Story] = {
    "": (story.request("lead", 60, 61, body=REFUSED),),
}

LIKENESSES: Mapping[str, Story] = {
    "refused as it should be": (story.request("lead", 60, 61, status=404, body=REFUSED),),
    "a success": (story.request("lead", 60, 61, body='{"success": true, "data": {}}'),),
    "no envelope": (story.request("leads", 60, 61, body='{"data": [], "total": 0}'),),
    "a list": (story.request("leads", 60, 61, body="[]"),),
    "no JSON": (story.request("lead", 60, 61, body="success: false"),),
    "amoCRM's own answer": (story.request("api", 60, 61, caller="backend", callee="amocrm", body=REFUSED),),
}
