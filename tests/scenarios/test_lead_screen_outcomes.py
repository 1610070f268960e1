"""The screen of one lead: its name, its price, its phone."""

from collections.abc import Callable

import pytest
from made_stage import screen, seeing, stage

from harness.wire.exchange import Screen
from scenarios.messages import Unmet
from scenarios.outcomes import lead_screen

FULL = ("Lead Details", "Lead Name", "Flat", "Potential Value", "120,000 $", "Contact Information", "+380 50 111-22-33")
CARD = screen("lead", *FULL)
BARE = screen("lead", *FULL[:3])
LOADING = screen("lead", "Lead Details")
FAILED = screen("lead.error", "Lead not found or error loading.", reason="403")


def test_a_card_names_its_lead() -> None:
    lead_screen.lead_card(stage(), seeing(CARD), "Flat")
    lead_screen.lead_card(stage(), seeing(screen("lead", *FULL[:2], "Flat\u00a0in Soho")), "Flat in Soho")
    lead_screen.lead_card(stage(), seeing(screen("lead", *FULL[:2], "Lead Name", *FULL[3:])), "Lead Name")


def test_a_card_tells_price_and_phone() -> None:
    lead_screen.price(stage(), seeing(CARD), 120000)
    lead_screen.price(stage(), seeing(screen("lead", *FULL[:4], "0 $")), 0)
    lead_screen.phone(stage(), seeing(CARD), "+380501112233")
    lead_screen.phone(stage(), seeing(CARD), "+38 (050) 111 22 33")
    lead_screen.no_phone(stage(), seeing(BARE))


@pytest.mark.parametrize(
    ("outcome", "shown", "value", "told"),
    [
        (lead_screen.lead_card, screen("lead", *FULL[:2], "Flat in Soho"), "Flat", "this is only a part of “Flat in"),
        (lead_screen.lead_card, CARD, "flat", "small and capital letters only"),
        (lead_screen.lead_card, CARD, "120,000 $", "doesn't name “120,000 [$]”"),
        (lead_screen.lead_card, CARD, "Lead Details", "doesn't name “Lead Details”"),
        (lead_screen.lead_card, LOADING, "Lead Details", "not a lead's card that has been loaded"),
        (lead_screen.lead_card, FAILED, "Flat", "not the lead “Flat”"),
        (lead_screen.price, CARD, 12000, "the price 120,000 [$] on the card, not 12000"),
        (lead_screen.price, BARE, 0, "the price – on the card, not 0"),
        (lead_screen.price, screen("lead", *FULL[:4], "much"), 5, "the price much on the card"),
        (lead_screen.price, LOADING, 0, "not a lead's card that has been loaded"),
        (lead_screen.price, FAILED, 0, "not a lead's card that has been loaded"),
        (lead_screen.phone, CARD, "+380501112234", "the phone [+]380 50 111-22-33 on the card, not"),
        (lead_screen.phone, CARD, "380501112233", "the phone [+]380 50 111-22-33 on the card, not"),
        (lead_screen.phone, CARD, "1112233", "the phone [+]380"),
        (lead_screen.phone, BARE, "+380501112233", "the phone – on the card"),
        (lead_screen.phone, CARD, "phone", "“phone” is no phone number"),
        (lead_screen.phone, FAILED, "+380501112233", "not a lead's card that has been loaded"),
    ],
)
def test_another_card_is_told(outcome: Callable[..., None], shown: Screen, value: object, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        outcome(stage(), seeing(shown), value)


@pytest.mark.parametrize(
    ("shown", "told"),
    [(CARD, "the phone [+]380 50 111-22-33"), (LOADING, "has been loaded"), (FAILED, "has been loaded")],
    ids=["a phone", "loading", "an error"],
)
def test_without_a_loaded_card_there_is_no_missing_phone(shown: Screen, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        lead_screen.no_phone(stage(), seeing(shown))


def test_a_lead_that_is_called_like_a_label_has_a_price_all_the_same() -> None:
    texts = ("Lead Details", "Lead Name", "Potential Value", "Potential Value", "7 $")

    lead_screen.price(stage(), seeing(screen("lead", *texts)), 7)
