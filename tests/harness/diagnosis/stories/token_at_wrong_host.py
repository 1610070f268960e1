"""Stories of the cause token_at_wrong_host."""

from collections.abc import Mapping
from dataclasses import replace

import story
from pairs import elsewhere, given, read, refreshed

from stories import Story

OLENAS = (story.callback(10, 40), given(20, 30))
MARKOS = (
    story.callback(50, 80, code="c2", state="s2", person="Marko"),
    elsewhere(given(60, 70, access="a2", refresh="r2", code="c2"), host="marko-crm.amocrm.ru"),
)

PROVED: Mapping[str, Story] = {
    "not_account": (*OLENAS, read(90, 95, status=401, host="www.amocrm.ru")),
    "after_refresh": (
        *OLENAS,
        read(90, 95),
        refreshed(100, 105, "r1", "a2", "r2"),
        read(110, 115, "a2", status=401, host="amocrm.ru"),
    ),
    "other_account": (*OLENAS, *MARKOS, read(90, 95, "a2", status=401)),
}

LIKENESSES: Mapping[str, Story] = {
    "at its own host": (*OLENAS, read(90, 95, status=401)),
    "taken at another host": (*OLENAS, read(90, 95, host="www.amocrm.ru")),
    "a shared host, which may take tokens that live": (*OLENAS, read(90, 95, status=401, host="api-b.amocrm.ru")),
    "amoCRM itself was unwell": (*OLENAS, replace(read(90, 95, status=401, host="www.amocrm.ru"), fault="f1")),
    "a token of which nobody saw where it came from": (read(90, 95, "a9", status=401, host="www.amocrm.ru"),),
    "all of amoCRM is at one address": (
        story.callback(10, 40),
        replace(given(20, 30), url="http://127.0.0.1:8080/oauth2/access_token"),
        read(90, 95, status=401, host="127.0.0.1"),
    ),
}
