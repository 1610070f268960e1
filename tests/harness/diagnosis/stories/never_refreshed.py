"""Stories of the cause never_refreshed."""

from collections.abc import Mapping
from dataclasses import replace

import story
from pairs import DAY, given, read, refreshed, refused

from stories import Story

CONNECTED = (story.callback(10, 40), given(20, 30))
FAILED = story.request("lead", 50, 70, status=502)
EXPIRED = read(55, 60, status=401, time=DAY + 3600)

PROVED: Mapping[str, Story] = {"": (*CONNECTED, FAILED, EXPIRED)}

LIKENESSES: Mapping[str, Story] = {
    "refreshed": (*CONNECTED, story.request("lead", 50, 70), EXPIRED, refreshed(62, 64, "r1", "a2", "r2", time=DAY)),
    "tried in vain": (*CONNECTED, FAILED, EXPIRED, refused(62, 64)),
    "refused although young": (*CONNECTED, FAILED, read(55, 60, status=401, time=3600)),
    "the refresh token is dead as well": (*CONNECTED, FAILED, read(55, 60, status=401, time=91 * DAY)),
    "amoCRM itself was unwell": (*CONNECTED, FAILED, replace(EXPIRED, fault="f1")),
    "nobody was harmed": (*CONNECTED, story.request("lead", 50, 70), EXPIRED),
    "nobody had asked": (*CONNECTED, EXPIRED),
    "at a host that isn't the account's": (
        *CONNECTED,
        FAILED,
        read(55, 60, status=401, time=DAY + 3600, host="www.amocrm.ru"),
    ),
    "an unknown token": (*CONNECTED, FAILED, read(55, 60, "a9", status=401, time=DAY + 3600)),
}
