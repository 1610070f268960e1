"""Stories of the cause token_of_nobody."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import BACK, CONNECTED

from harness.wire.exchange import Exchange
from stories import Story

ISSUED: Story = tuple(
    replace(entry, fingerprints={**entry.fingerprints, "access_token": "#a1"})
    if isinstance(entry, Exchange) and entry.role == "token"
    else entry
    for entry in CONNECTED
)


def read(token: str = "#a1", *, status: int = 200, at: int = 32) -> Exchange:
    """The backend reads amoCRM with a token."""
    asked = story.request("api", at, at + 2, caller="backend", callee="amocrm", status=status)
    return replace(asked, fingerprints={"access_token": token})


PROVED: Mapping[str, Story] = {
    "": (*ISSUED, read(), *BACK, story.status(60, False)),
}

LIKENESSES: Mapping[str, Story] = {
    "connected afterwards": (*ISSUED, read(), *BACK, story.status(60, True)),
    "never used": (*ISSUED, *BACK, story.status(60, False)),
    "used in vain": (*ISSUED, read(status=503), *BACK, story.status(60, False)),
    "somebody else's token was used": (*ISSUED, read("#a2"), *BACK, story.status(60, False)),
    "used afterwards only": (*ISSUED, *BACK, story.status(60, False), read(at=70)),
    "disconnected in between": (*ISSUED, read(), story.moved("disconnected", 50), story.status(60, False)),
    "amoCRM took the tokens away": (*ISSUED, read(), read(status=401, at=50), story.status(60, False)),
}
