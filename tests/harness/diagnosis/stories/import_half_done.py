"""Stories of the cause import_half_done."""

from collections.abc import Mapping

import story
from backend_reads import api
from parts import OLENAS

from stories import Story

CALLBACK = (OLENAS, story.callback(10, 90), story.token(15, 20))
REFUSED = api(30, 35, "leads?page=2", status=429)
FEW = story.screen(120, "crm.connected", connected=True, cards=1)

PROVED: Mapping[str, Story] = {"": (*CALLBACK, api(22, 28), REFUSED, FEW)}

LIKENESSES: Mapping[str, Story] = {
    "asked again in vain": (*CALLBACK, REFUSED, api(40, 45, "leads?page=2", status=429), FEW),
    "asked again later": (*CALLBACK, REFUSED, api(100, 105, "leads?page=2"), FEW),
    "all leads are there": (*CALLBACK, REFUSED, story.screen(120, "crm.connected", connected=True, cards=2)),
    "not connected": (*CALLBACK, REFUSED, story.screen(120, "crm.not_connected", connected=False)),
    "an account that nobody knows": (*CALLBACK[1:], REFUSED, FEW),
    "a refusal for good": (*CALLBACK, api(30, 35, "leads?page=2", status=403), FEW),
    "no refusal at all": (*CALLBACK, api(30, 35, "leads?page=2"), FEW),
    "refused before the callback": (*CALLBACK, api(1, 5, "leads?page=2", status=429), FEW),
    "a token that was refused so": (OLENAS, story.callback(10, 90), story.token(15, 20, status=429), FEW),
    "never shown": (*CALLBACK, REFUSED),
    "people that are dispensable, and a lead that came since": (
        *CALLBACK,
        api(22, 28),
        api(30, 35, "users", status=503),
        FEW,
    ),
    "a list that was narrowed": (*CALLBACK, REFUSED, story.lead_list(110, 1, asked={"stage_id": "5"}), FEW),
}
