"""Stories of the cause error_taken_for_empty."""

from collections.abc import Mapping
from dataclasses import replace

import story
from backend_reads import api
from parts import OLENAS

from stories import Story

BOTH = (OLENAS, story.leads(10, 1, 2))
REFUSED = api(20, 25, "leads?filter[id][]=2", status=403)
CUT = api(20, 25, fault_kind="truncate")
CONNECTED = story.screen(70, "crm.connected", connected=True, cards=1)
ONE = (story.leads(60, 1), CONNECTED)

PROVED: Mapping[str, Story] = {
    "refused": (*BOTH, REFUSED, *ONE),
    "cut": (*BOTH, CUT, *ONE),
}

LIKENESSES: Mapping[str, Story] = {
    "still listed": (*BOTH, REFUSED, story.leads(60, 1, 2), CONNECTED),
    "gone in amoCRM, too": (story.account("Olena", 1), story.leads(10, 1, 2), REFUSED, *ONE),
    "another one than was asked about": (*BOTH, REFUSED, story.leads(60, 2), CONNECTED),
    "read well meanwhile": (*BOTH, REFUSED, api(30, 35, "leads?filter[id][]=2"), *ONE),
    "disconnected meanwhile": (*BOTH, REFUSED, story.moved("disconnected", 40), *ONE),
    "a disconnect request meanwhile": (*BOTH, REFUSED, story.request("disconnect", 40, 45), *ONE),
    "not connected any more": (*BOTH, REFUSED, ONE[0], story.screen(70, "crm.not_connected", connected=False)),
    "another page of the list": (*BOTH, REFUSED, replace(ONE[0], url=f"{ONE[0].url}&page=2"), CONNECTED),
    "replaced by another one": (*BOTH, REFUSED, story.leads(60, 1, 3), CONNECTED),
    "a late answer": (*BOTH, api(20, 25, fault_kind="slow"), *ONE),
    "contacts that were refused": (*BOTH, api(20, 25, "contacts?page=1", status=403), *ONE),
    "another account that failed": (*BOTH, replace(REFUSED, account="marko-crm"), *ONE),
    "an account that nobody knows": (*BOTH, replace(REFUSED, account=None), *ONE),
    "nothing listed before": (OLENAS, REFUSED, *ONE),
    "nothing asked since": (*BOTH, REFUSED, CONNECTED),
}
