"""Stories of the cause foreign_lead_opened."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import MARKOS, OLENAS

from stories import Story


def opened(lead_id: str, *, by: str = "amo_id", person: str = "Olena", name: str | None = "Дім") -> Story:
    """A lead that is asked for and told of, by its name."""
    return (OLENAS, MARKOS, story.request("lead", 60, 61, person=person, asked={by: lead_id}, name=name, phone=None))


PROVED: Mapping[str, Story] = {
    "": opened("7"),
}

LIKENESSES: Mapping[str, Story] = {
    "one's own": opened("1"),
    "its owner": opened("7", person="Marko"),
    "a lead that nobody knows of": opened("99"),
    "a local id that nobody has seen": opened("3f2a-11", by="id"),
    "one's own by the local id": (
        story.screen(50, "crm.connected", local={"3f2a-11": 1}),
        *opened("3f2a-11", by="id"),
    ),
    "nothing of it is told": opened("7", name=None),
    "refused": (OLENAS, MARKOS, story.request("lead", 60, 61, status=404, asked={"amo_id": "7"})),
    "colleagues who both see it": (
        OLENAS,
        replace(story.account("Marko", 1, 2), subdomain="olena-crm"),
        story.request("lead", 60, 61, person="Marko", asked={"amo_id": "1"}, name="Дім"),
    ),
}
