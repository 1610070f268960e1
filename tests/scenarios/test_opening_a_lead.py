"""Which card is tapped for a lead that somebody opens by its name."""

from types import SimpleNamespace
from typing import cast

import pytest
from made_stage import card, listing, seeing, stage

from harness.ports import Person
from harness.ports.crm import CrmLead
from harness.ports.stage import Cast
from harness.wire.exchange import LeadCard
from scenarios.journeys import app

CRM = [CrmLead(1, "Flat", 5, "Peter"), CrmLead(2, "House", 7, "Peter"), CrmLead(3, "Barn", 9)]
CARDS = (card("Peter", 5, amo_id=1), card("Peter", 7, amo_id=2), card("Barn", 9, amo_id=3))


def tapping(taps: list[tuple[str, int]]) -> Person:
    ann = seeing(listing(*CARDS), owns=True)
    cast(SimpleNamespace, ann.client).open_lead = lambda name, which=0: taps.append((name, which))
    return ann


@pytest.mark.parametrize(
    ("name", "tapped"),
    [
        ("Flat", ("Peter", 0)),
        ("House", ("Peter", 1)),
        ("Peter", ("Peter", 0)),
        ("Barn", ("Barn", 0)),
        ("Shed", ("Shed", 0)),
    ],
)
def test_a_lead_is_opened_by_any_name_that_it_is_seen_by(name: str, tapped: tuple[str, int]) -> None:
    taps: list[tuple[str, int]] = []
    ann = tapping(taps)
    made = stage(people=[ann], Ann=CRM)
    moves: list[str] = []
    made.cast = cast(Cast, SimpleNamespace(moved=lambda person, what: moves.append(f"{person.name} {what}")))

    app.open_lead(made, ann, name)

    assert taps == [tapped]
    assert moves == ["Ann acted"]


def test_a_shared_link_is_to_the_card_that_the_other_sees_and_else_says_what_they_see() -> None:
    shared: list[LeadCard] = []
    ann, marko = tapping([]), seeing(listing(), "Marko")
    cast(SimpleNamespace, marko.client).open_shared_lead = shared.append
    made = stage(people=[ann, marko], Ann=CRM)
    made.cast = cast(Cast, SimpleNamespace(moved=lambda person, what: None))

    app.open_lead_of(made, marko, "House", ann)

    assert shared == [CARDS[1]]
    with pytest.raises(AssertionError, match=r"Ann doesn.t see the lead “Shed”.*Barn"):
        app.open_lead_of(made, marko, "Shed", ann)
