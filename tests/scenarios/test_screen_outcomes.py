"""What counts as seen on a screen, and what only looks like it."""

from types import SimpleNamespace
from typing import cast

import pytest

from harness.ports import Person, Stage
from harness.wire.exchange import Screen
from scenarios.messages import Unmet
from scenarios.outcomes.screen import lead_card, lead_count

STAGE = cast(Stage, SimpleNamespace(lang="en"))


def seeing(shown: str, *texts: str, leads_state: str = "none") -> Person:
    screen = Screen(shown, texts, (), connected=True, leads_state=leads_state, leads=(), reason=None)
    return cast(Person, SimpleNamespace(name="Ann", client=SimpleNamespace(screen=screen)))


def test_an_empty_list_has_no_leads() -> None:
    lead_count(STAGE, seeing("crm.connected", leads_state="empty"), 0)


@pytest.mark.parametrize("leads_state", ["error", "loading", "none"])
def test_a_list_that_was_not_loaded_does_not_have_0_leads(leads_state: str) -> None:
    with pytest.raises(Unmet, match=leads_state):
        lead_count(STAGE, seeing("crm.connected", leads_state=leads_state), 0)


def test_a_card_names_its_lead() -> None:
    lead_card(STAGE, seeing("lead", "Деталі ліда", "Flat"), "Flat")


def test_a_lead_whose_name_only_begins_so_is_another_one() -> None:
    with pytest.raises(Unmet, match="Flat in Soho"):
        lead_card(STAGE, seeing("lead", "Деталі ліда", "Flat in Soho"), "Flat")
