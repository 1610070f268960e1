"""Stories of the cause refresh_without_redirect_uri."""

from collections.abc import Mapping
from dataclasses import replace

import story
from pairs import given, refreshed

from harness.wire.exchange import Exchange, Message
from stories import Story


def saying(body: str, *, query: str = "") -> Exchange:
    """A refresh with this body."""
    call = refreshed(50, 60, "r1", "a2", "r2")
    return replace(call, request=Message(body=body), url=call.url + query)


PROVED: Mapping[str, Story] = {"": (saying('{"grant_type": "refresh_token", "refresh_token": "#r1"}'),)}

LIKENESSES: Mapping[str, Story] = {
    "all fields": (refreshed(50, 60, "r1", "a2", "r2"),),
    "all fields of a form": (saying("grant_type=refresh_token&refresh_token=%23r1&redirect_uri=http%3A%2F%2Fx%2F"),),
    "by the address": (saying("grant_type=refresh_token&refresh_token=%23r1", query="?redirect_uri=http://x/"),),
    "a body that nobody can read": (saying('{"grant_type": "refresh_'),),
    "another grant": (story.callback(10, 40), given(20, 30)),
}
