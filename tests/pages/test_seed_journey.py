"""The six steps of the seed, pressed in a real browser, what it expects of the last one, and what no page may do."""

from pathlib import Path

import pytest

from tests.axe.findings import needs_axe, nothing_serious, serious
from tests.pages.browsing import Scheme, holds
from tests.pages.seed_journey import Journey
from tests.pages.systems import Systems


@needs_axe
@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("popup", "dark")])
def test_after_the_six_steps_the_leads_are_there(systems: Systems, tmp_path: Path, size: str, scheme: Scheme) -> None:
    journey = Journey(systems, size=size, scheme=scheme)
    screens, found = [], {}
    for number, sight in enumerate(journey.steps(), 1):
        screens.append(sight.screen)
        sight.page.screenshot(path=tmp_path / f"{number}.png")
        holds(sight.page)
        found[sight.step] = serious(sight.page)
    shown = journey.phone.page.evaluate("() => window.phone.read()")
    journey.close()

    assert screens == ["crm.not_connected", "", "", "", "callback.success", "crm.connected"]
    assert shown["connected"] is True
    expected = {lead.contact or lead.name: lead.price for lead in systems.crm.leads(journey.account)}
    assert {lead["name"]: lead["price"] for lead in shown["leads"]} == expected
    assert journey.refused == []
    assert not [url for url in journey.asked if "exchange-code" in url]
    nothing_serious(found)
