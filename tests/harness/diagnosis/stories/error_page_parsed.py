"""Stories of the cause error_page_parsed."""

from collections.abc import Mapping

import story
from backend_reads import PAGE, PROBLEM, api

from stories import Story

CALLBACK = (story.callback(10, 50), story.token(15, 20))
PAGED = api(30, 40, status=403, answer=PAGE)
DENIED = (story.link(60, error="failed"), story.status(70, True))

PROVED: Mapping[str, Story] = {
    "request": (story.request("lead", 10, 50, status=500), api(20, 30, "leads/1", status=403, answer=PAGE)),
    "callback": (*CALLBACK, PAGED, *DENIED),
}

LIKENESSES: Mapping[str, Story] = {
    "a 500 over a refusal in JSON": (
        story.request("lead", 10, 50, status=500),
        api(20, 30, "leads/1", status=403, answer=PROBLEM),
    ),
    "passed on as what it is": (
        story.request("lead", 10, 50, status=502),
        api(20, 30, "leads/1", status=403, answer=PAGE),
    ),
    "a page that was got over": (
        story.request("lead", 10, 50, status=500),
        api(20, 25, "leads/1", status=503, answer=PAGE),
        api(30, 35, "leads/1"),
    ),
    "a page in somebody else's request": (
        story.request("lead", 10, 15, status=500),
        api(20, 30, "leads/1", status=403, answer=PAGE),
    ),
    "told as connected": (*CALLBACK, PAGED, story.link(60, success="true"), story.status(70, True)),
    "told as failed, and not connected": (*CALLBACK, PAGED, story.link(60, error="failed"), story.status(70, False)),
    "told as failed, for there was no token": (
        story.callback(10, 50),
        story.token(15, 20, status=400),
        PAGED,
        *DENIED,
    ),
    "a good page of HTML": (story.request("lead", 10, 50, status=500), api(20, 30, answer=PAGE)),
    "a webhook that failed over a page": (
        story.webhook(10, 50, "leads[add][0][id]=1", status=500),
        api(20, 30, status=403, answer=PAGE),
    ),
}
