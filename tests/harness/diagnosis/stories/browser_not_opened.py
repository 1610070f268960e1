"""Stories of the cause browser_not_opened."""

from collections.abc import Mapping

import story

from stories import Story

ALERT = "Помилка при відкритті браузера"
OFFER = story.screen(50, "crm.not_connected", connected=False)
ALERTED = story.screen(60, "crm.not_connected", texts=(ALERT,), reason="ReferenceError: Buffer is not defined")

PROVED: Mapping[str, Story] = {
    "": (story.status(40, connected=False), OFFER, ALERTED),
}

LIKENESSES: Mapping[str, Story] = {
    "the backend refused": (OFFER, story.request("connect", 55, 56, status=500), ALERTED),
    "the backend didn't answer": (OFFER, story.request("connect", 55, 56, status=0), ALERTED),
    "the alert stays": (
        OFFER,
        story.request("connect", 55, 56, status=500),
        ALERTED,
        story.screen(70, "crm.connected", texts=("Підключено", ALERT)),
    ),
    "another alert": (OFFER, story.screen(60, "crm.connected", texts=("Не вдалося відключити AMO CRM",))),
}
