"""Stories of the cause redirect_uri_outdated."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import LANDED, LANDING

from stories import Story

NOWHERE = replace(LANDED, role="other", status=404, url=LANDING.replace("/callback", "/old/callback"))
DEAD = replace(LANDED, status=0, url=LANDING.replace("127.0.0.1:3000", "localhost:9"))

DENIED = "http://127.0.0.1:3000/old/callback?error=access_denied&state=#s1"

PROVED: Mapping[str, Story] = {
    "missing": (story.status(5, False), NOWHERE),
    "unreachable": (story.status(5, False), DEAD),
}

LIKENESSES: Mapping[str, Story] = {
    "a callback page": (story.status(5, False), LANDED),
    "a backend that has no callback": (story.status(5, False), replace(LANDED, status=404)),
    "a page behind the callback that isn't there": (LANDED, replace(NOWHERE, started_ns=story.ns(50))),
    "a page of 404 that has nothing to do with a code": (replace(NOWHERE, fingerprints={}),),
    "an address with a code that isn't amoCRM's": (replace(NOWHERE, url="http://127.0.0.1:3000/promo?code=c1"),),
    "another page that answers": (replace(NOWHERE, status=200),),
    "a denied consent that is told": (replace(LANDED, fingerprints={}, url=DENIED.replace("/old", "")),),
    "another page that fails": (replace(NOWHERE, status=500),),
    "a backend that is down": (story.status(5, False), replace(LANDED, status=0)),
    "asked by amoCRM itself": (replace(NOWHERE, caller="amocrm"),),
}
