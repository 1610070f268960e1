"""Stories of the cause administrator_rights_needed."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import CONNECTED, OLENAS_HOST

from harness.wire.exchange import Exchange
from stories import Story


def read(path: str, start: int, *, status: int = 200) -> Exchange:
    """A read of the backend's, with the token of Olena's account."""
    call = story.request("api", start, start + 1, caller="backend", callee="amocrm", status=status)
    return replace(call, url=f"http://{OLENAS_HOST}/api/v4/{path}", fingerprints={"access_token": "#t1"})


USERS = read("users?limit=250", 32, status=403)

PROVED: Mapping[str, Story] = {"": (*CONNECTED, USERS)}

LIKENESSES: Mapping[str, Story] = {
    "the leads are read all the same": (*CONNECTED, USERS, read("leads?page=1", 35)),
    "may read users": (*CONNECTED, read("users", 32)),
    "may not read leads": (*CONNECTED, read("leads", 32, status=403)),
    "blocked": (*CONNECTED, replace(USERS, fault="block")),
    "asked by somebody who doesn't connect": (*CONNECTED, read("users", 50, status=403)),
}
