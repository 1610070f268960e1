"""Stories of the cause token_used_at_wrong_host."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import LANDED, OLENAS_HOST, at_token_endpoint

from stories import Story

GOT = replace(at_token_endpoint(20, 30, status=200), fingerprints={"code": "#c1", "access_token": "#t1"})
USED = replace(
    story.request("api", 50, 55, caller="backend", callee="amocrm", status=401),
    url="http://www.amocrm.ru/api/v4/account",
    fingerprints={"access_token": "#t1"},
)

PROVED: Mapping[str, Story] = {"": (LANDED, GOT, USED)}

LIKENESSES: Mapping[str, Story] = {
    "expired, at its own host": (LANDED, GOT, replace(USED, url=f"http://{OLENAS_HOST}/api/v4/account")),
    "taken by the shared host": (LANDED, GOT, replace(USED, status=200, url="http://api-b.amocrm.ru/api/v4/account")),
    "another token": (LANDED, GOT, replace(USED, fingerprints={"access_token": "#t2"})),
    "refused for another reason": (LANDED, GOT, replace(USED, status=402)),
    "refused by a fault": (LANDED, GOT, replace(USED, fault="f1")),
    "a token of which nobody saw where it was got": (USED,),
}
