"""Stories of the cause account_move_ignored."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import LANDED, OLENAS_HOST, at_token_endpoint

from stories import Story

PAIR = {"code": "#c1", "access_token": "#a1", "refresh_token": "#r1"}
GIVEN = replace(at_token_endpoint(20, 30, status=200), fingerprints=PAIR)
GONE = replace(at_token_endpoint(60, 65, status=404, code=None), fingerprints={"refresh_token": "#r1"})
ASKED = replace(
    GONE,
    status=200,
    started_ns=story.ns(70),
    ended_ns=story.ns(75),
    url="http://api-b.amocrm.ru/oauth2/account/current/subdomain",
    method="GET",
)

PROVED: Mapping[str, Story] = {"": (LANDED, GIVEN, GONE)}

LIKENESSES: Mapping[str, Story] = {
    "asked where it is": (LANDED, GIVEN, GONE, ASKED),
    "refreshed": (LANDED, GIVEN, replace(GONE, status=200)),
    "an address that never was": (LANDED, GIVEN, replace(GONE, url=GONE.url.replace(OLENAS_HOST, "x.amocrm.ru"))),
    "a token that is refused": (LANDED, GIVEN, replace(GONE, status=401)),
    "said by a fault": (LANDED, GIVEN, replace(GONE, fault="f1")),
    "a code that is refused there": (LANDED, GIVEN, at_token_endpoint(60, 65, status=404)),
}
