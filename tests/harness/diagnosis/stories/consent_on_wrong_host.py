"""Stories of the cause consent_on_wrong_host."""

from collections.abc import Mapping
from dataclasses import replace

import story

from stories import Story

ASKED = story.request("consent", 5, 6, caller="browser", callee="amocrm", status=404, state="s1")
WRONG = replace(ASKED, url="http://ouragency.amocrm.ru/oauth?client_id=app&state=%23s1")

PROVED: Mapping[str, Story] = {"": (WRONG,)}

LIKENESSES: Mapping[str, Story] = {
    "an integration that nobody knows": (replace(WRONG, url="http://www.amocrm.ru/oauth?client_id=app"),),
    "the bare domain": (replace(WRONG, url="http://kommo.com/oauth?client_id=app"),),
    "a fake without hosts": (ASKED,),
    "an account that exists": (replace(WRONG, status=200),),
    "a wrong password": (replace(WRONG, status=401, method="POST"),),
    "a page that doesn't open": (replace(WRONG, fault="f1"),),
}
