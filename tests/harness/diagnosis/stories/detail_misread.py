"""Stories of the cause detail_misread."""

from collections.abc import Mapping

import story

from stories import Story

ANSWER = story.request("lead", 60, 61, name="Дім у Боярці", price=85000)


def shown(*texts: str) -> Story:
    """The answer, and what the screen of one lead says after it."""
    return (ANSWER, story.screen(62, "lead", texts=texts))


PROVED: Mapping[str, Story] = {
    "": shown("Lead Details", "Lead Name", "Без імені", "Potential Value", "85,000 $"),
}

LIKENESSES: Mapping[str, Story] = {
    "its name": shown("Lead Details", "Lead Name", "Дім  у Боярці"),
    "still loading": shown("Lead Details"),
    "another screen": (ANSWER, story.screen(62, "crm.connected", texts=("Всі етапи", "Гараж"))),
    "an error": (ANSWER, story.screen(62, "lead.error", texts=("Lead not found", "x"))),
    "an answer without a name": (
        story.request("lead", 60, 61, name=None, price=5),
        story.screen(62, "lead", texts=("Lead Details", "Lead Name", "Без імені")),
    ),
    "somebody else's screen": (ANSWER, story.screen(62, "lead", person="Marko", texts=("Lead Name", "Гараж"))),
    "refused": (
        story.request("lead", 60, 61, status=404, name="Дім"),
        story.screen(62, "lead", texts=("Lead Name", "Гараж")),
    ),
}
