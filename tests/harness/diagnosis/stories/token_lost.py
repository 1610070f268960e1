"""Stories of the cause token_lost."""

from collections.abc import Mapping

import story
from parts import BACK, CONNECTED, STRUCK

from stories import Story
from stories.token_of_nobody import PROVED as OF_NOBODY

NOBODYS = OF_NOBODY[""]

PROVED: Mapping[str, Story] = {
    "": (*CONNECTED, *BACK, story.status(60, False)),
}

LIKENESSES: Mapping[str, Story] = {
    "connected afterwards": (*CONNECTED, *BACK, story.status(60, True)),
    "asked before the callback had answered": (*CONNECTED, story.status(35, False), story.status(60, True)),
    "disconnected in between": (*CONNECTED, story.moved("disconnected", 50), story.status(60, False)),
    "a disconnect request in between": (*CONNECTED, story.request("disconnect", 50, 55), story.status(60, False)),
    "amoCRM took the tokens away": (
        *CONNECTED,
        story.request("api", 50, 55, caller="backend", callee="amocrm", status=401),
        story.status(60, False),
    ),
    "amoCRM's own 200 never came": (story.callback(10, 40), STRUCK, *BACK, story.status(60, False)),
    "a refused status": (*CONNECTED, story.status(60, False, code=500)),
    "an answer that nobody could read": (*CONNECTED, story.status(60, None)),
    "tokens that the backend reads with": NOBODYS,
    "somebody else's status": (*CONNECTED, story.status(60, False, person="Marko")),
}
