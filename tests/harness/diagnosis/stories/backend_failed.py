"""Stories of the cause backend_failed."""

from collections.abc import Mapping
from dataclasses import replace

import story

from stories import Story
from stories.token_not_found import PROVED as NOT_FOUND

DENIED = NOT_FOUND[""]

FAILED = story.request("status", 30, 40, status=500, body='{"message": "Internal server error"}')


def asked_of_amocrm(start: int, end: int, status: int) -> Story:
    """The backend asks amoCRM something."""
    return (story.request("api", start, end, caller="backend", callee="amocrm", status=status),)


PROVED: Mapping[str, Story] = {
    "": (FAILED,),
}

LIKENESSES: Mapping[str, Story] = {
    "a good answer": (replace(FAILED, status=200),),
    "a refusal": (replace(FAILED, status=403),),
    "no answer at all": (replace(FAILED, status=0),),
    "amoCRM failed meanwhile": (FAILED, *asked_of_amocrm(32, 38, 503)),
    "amoCRM refused meanwhile": (FAILED, *asked_of_amocrm(32, 38, 401)),
    "amoCRM never answered": (FAILED, *asked_of_amocrm(32, 39, 0)),
    "an import that fails beside it": (FAILED, *asked_of_amocrm(20, 35, 500)),
    "amoCRM's answer was spoiled on its way": (
        FAILED,
        *(replace(call, fault="f1") for call in asked_of_amocrm(32, 38, 200) if isinstance(call, type(FAILED))),
    ),
    "amoCRM failing towards the backend": asked_of_amocrm(32, 38, 500),
    "a connection that is denied": DENIED,
    "a webhook that the backend doesn't take": (story.webhook(30, 40, "leads[add][0][id]=2", status=500),),
}
