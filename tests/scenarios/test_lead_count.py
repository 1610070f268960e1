"""How many leads a person sees: none is an answer only when the list has been loaded."""

from types import SimpleNamespace
from typing import cast

import pytest

from harness.ports import Person, Stage
from harness.wire.exchange import Screen
from scenarios.messages import Unmet
from scenarios.outcomes.screen import lead_count

STAGE = cast(Stage, SimpleNamespace(lang="en"))


def seeing(leads_state: str) -> Person:
    screen = Screen("crm.connected", (), (), connected=True, leads_state=leads_state, leads=(), reason=None)
    return cast(Person, SimpleNamespace(name="Ann", client=SimpleNamespace(screen=screen)))


def test_an_empty_list_has_no_leads() -> None:
    lead_count(STAGE, seeing("empty"), 0)


@pytest.mark.parametrize("leads_state", ["error", "loading", "none"])
def test_a_list_that_was_not_loaded_does_not_have_0_leads(leads_state: str) -> None:
    with pytest.raises(Unmet, match=leads_state):
        lead_count(STAGE, seeing(leads_state), 0)
