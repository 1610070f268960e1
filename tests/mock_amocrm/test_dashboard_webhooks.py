"""The dashboard's webhooks: subscribed, switched, retried, and what was told to whom."""

from collections.abc import Iterator

import pytest
from dashboard import Dashboard
from hooked import HOOKS, Hooked, hooked
from playwright.sync_api import expect

from mock_amocrm.server import MockAmoCRM


@pytest.fixture
def place(mock: MockAmoCRM) -> Iterator[Hooked]:
    with hooked(mock, "empty", lang="en") as opened:
        yield opened


def test_a_webhook_is_subscribed_switched_off_and_removed(dashboard: Dashboard, place: Hooked) -> None:
    page = dashboard.open("webhooks", place.api.account.subdomain)
    form = page.get_by_test_id("subscribe")
    form.get_by_label("Address").fill(f"{place.backend.url}/hook")
    form.get_by_label("Events").select_option(["add_lead", "update_lead"])
    form.get_by_role("button", name="Subscribe").click()
    subscriptions = page.get_by_role("region", name="Subscriptions")
    expect(subscriptions).to_contain_text("add_lead, update_lead")
    subscriptions.get_by_role("button", name="Switch off").click()
    expect(subscriptions.get_by_role("button", name="Switch on")).to_be_visible()
    assert place.is_disabled()
    subscriptions.get_by_role("button", name="Remove").click()
    expect(subscriptions).to_have_count(0)
    assert place.call("GET", HOOKS) == {"webhooks": []}


def test_a_delivery_that_fails_is_shown_with_its_next_attempt_and_tried_again(
    dashboard: Dashboard, place: Hooked
) -> None:
    body = {"destination": f"{place.backend.url}/hook", "settings": ["add_lead"]}
    place.call("POST", HOOKS, body, status=201)
    page = dashboard.open("webhooks", place.api.account.subdomain)
    hindrance = page.get_by_test_id("hinder")
    hindrance.get_by_label("Let the next attempt fail").fill("503")
    hindrance.get_by_role("button", name="Switch on").click()
    expect(page.get_by_text("Done")).to_be_visible()
    place.lead(name="Office")

    deliveries = page.get_by_test_id("deliveries")
    expect(deliveries).to_contain_text("503")
    expect(deliveries).to_contain_text("Next at")
    assert place.backend.visits == []
    deliveries.get_by_role("button", name="Attempt now").click()
    expect(deliveries.get_by_text("delivered", exact=True)).to_be_visible()
    expect(deliveries.locator("li")).to_have_count(2)
    deliveries.locator("summary").click()
    expect(deliveries.locator("pre")).to_contain_text("leads[add][0][name] = Office")
    assert place.backend.only.path == "/hook"
