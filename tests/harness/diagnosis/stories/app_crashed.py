"""Stories of the cause app_crashed."""

from collections.abc import Mapping

import story

from stories import Story

ERROR = "ReferenceError: Cannot access 'refetchLeads' before initialization"

PROVED: Mapping[str, Story] = {
    "": (story.screen(40, "home"), story.screen(50, "crashed", reason=ERROR)),
}

LIKENESSES: Mapping[str, Story] = {
    "a screen with an error": (story.screen(50, "crm.not_connected", reason=ERROR),),
    "a screen without leads": (story.screen(50, "crm.connected", connected=True),),
}
