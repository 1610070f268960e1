"""One thing that happened, before it gets an id."""

from typing import NamedTuple

from mock_amocrm.events.shapes import Element


class Happening(NamedTuple):
    """What happened to which entity; amoCRM names it in the singular here."""

    type: str
    noun: str  # lead, contact, company, customer, task, catalog_{id}
    entity_id: int
    before: tuple[Element, ...] = ()
    after: tuple[Element, ...] = ()
