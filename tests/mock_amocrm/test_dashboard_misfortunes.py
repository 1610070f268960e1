"""The dashboard's faults, limits and integrations: switched on, used up, measured, installed."""

import re

import requests
from dashboard import Dashboard
from mock_shop import Shop, open_shop
from playwright.sync_api import expect
from receiver import Receiver

from mock_amocrm.server import MockAmoCRM


def leads(shop: Shop, token: str) -> int:
    """The status of a list of leads."""
    headers = {"Host": shop.account.host, "Authorization": f"Bearer {token}"}
    return requests.get(f"{shop.mock.url}/api/v4/leads", headers=headers, timeout=5).status_code


def test_a_fault_is_switched_on_and_seen_used_up(dashboard: Dashboard, shop: Shop) -> None:
    token = shop.pair()["access_token"]
    page = dashboard.open("faults", shop.account.subdomain)
    form = page.get_by_test_id("order")
    form.get_by_label("Status of the answer").fill("502")
    form.get_by_label("Times").fill("2")
    form.get_by_role("button", name="Switch on").click()
    waiting, used_up = page.get_by_test_id("waiting"), page.get_by_test_id("used-up")
    expect(waiting).to_contain_text("0 of 2")
    assert leads(shop, token) == 502
    expect(waiting).to_contain_text("1 of 2")
    expect(used_up).to_contain_text("Nothing yet")
    assert leads(shop, token) == 502
    expect(waiting).to_contain_text("Nothing yet")
    expect(used_up).to_contain_text(re.compile(r"answer\s*2"))
    assert leads(shop, token) == 204

    used_up.get_by_role("button", name="In the journal").click()
    expect(page.locator("[data-seq]")).to_have_count(2)
    expect(page.locator("[data-seq]").first).to_contain_text("502")


def test_a_fault_of_another_kind_asks_for_what_it_takes_and_is_withdrawn(dashboard: Dashboard, shop: Shop) -> None:
    page = dashboard.open("faults", shop.account.subdomain)
    form = page.get_by_test_id("order")
    form.get_by_label("Kind").select_option("slow")
    expect(form.locator(".about")).to_have_text("The answer after so many seconds")
    expect(form.get_by_label("Status of the answer")).to_be_hidden()
    form.get_by_label("Seconds to wait").fill("0.5")
    form.get_by_label("Path").fill("/api/v4/users*")
    form.get_by_role("button", name="Switch on").click()
    row = page.get_by_test_id("waiting").locator("tbody tr")
    expect(row).to_contain_text("/api/v4/users*")
    [fault] = [
        each.fault for each in shop.mock.fake.faults.all() if each.fault.target.account == shop.account.subdomain
    ]
    assert (fault.kind.name, fault.seconds) == ("slow", 0.5)
    row.get_by_role("button", name="Withdraw").click()
    expect(row).to_have_count(0)
    assert not shop.mock.fake.faults


def test_meters_show_what_is_used_of_the_limits(dashboard: Dashboard, shop: Shop) -> None:
    token = shop.pair()["access_token"]
    page = dashboard.open("limits", shop.account.subdomain)
    form = page.get_by_test_id("set-limits")
    form.get_by_label("Each integration").fill("3")
    form.get_by_role("button", name="Switch on").click()
    expect(page.get_by_text("Limits are on", exact=True)).to_be_visible()
    statuses = [leads(shop, token) for _ in range(4)]
    assert statuses[-1] == 429
    expect(page.get_by_text("Refused: 1")).to_be_visible()

    page.get_by_test_id("block").click()
    expect(page.get_by_text("The account is blocked")).to_be_visible()
    assert leads(shop, token) == 403
    page.get_by_test_id("block").click()
    expect(page.get_by_text("The account is not blocked")).to_be_visible()
    page.get_by_test_id("toggle").click()
    expect(page.get_by_text("Limits are off: nothing is counted")).to_be_visible()
    assert 429 not in [leads(shop, token) for _ in range(5)]


def test_a_meter_moves_with_the_requests_and_remembers_the_most(dashboard: Dashboard, shop: Shop) -> None:
    token = shop.pair()["access_token"]
    page = dashboard.open("limits", shop.account.subdomain)
    page.get_by_test_id("toggle").click()
    expect(page.get_by_text("Limits are on", exact=True)).to_be_visible()
    meter = page.get_by_test_id("meters").locator(".meter", has_text="Leads sync")

    def seen() -> bool:
        leads(shop, token)
        return meter.count() > 0

    assert any(seen() for _ in range(500))
    expect(meter).to_contain_text(re.compile(r"Most within a second: [1-7]"))
    expect(meter).to_contain_text("0 / 7")  # a second later


def test_an_integration_is_made_installed_and_switched_off(
    dashboard: Dashboard, mock: MockAmoCRM, backend: Receiver
) -> None:
    shop = open_shop(mock)
    page = dashboard.open("integrations", shop.account.subdomain)
    page.get_by_text("New integration").click()
    form = page.get_by_test_id("new-integration")
    form.get_by_label("Name").fill("By hand")
    form.get_by_label("Redirect URI").fill(f"{backend.url}/callback")
    form.get_by_role("button", name="Make").click()
    made = page.get_by_test_id("made")
    made.get_by_role("button", name="Copy client_id").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    client_id = dashboard.copied()
    integration = mock.store.integrations[client_id]
    made.get_by_role("button", name="Copy its secret").click()
    expect(page.get_by_text("Copied")).to_have_count(2)
    assert dashboard.copied() == integration.client_secret
    assert integration.client_secret not in page.content()

    row = page.locator("tbody tr", has_text="By hand")
    expect(row.get_by_role("link", name="Consent page")).to_have_attribute("href", f"/oauth?client_id={client_id}")
    row.get_by_role("button", name="Install").click()
    expect(row).to_contain_text("installed")
    expect(row.get_by_role("button", name="Switch off")).to_be_visible()
    assert backend.only.path == "/callback"
    row.get_by_role("button", name="Switch off").click()
    expect(row).to_contain_text("switched off")
    assert client_id in shop.account.grants.disabled
