"""The dashboard's accounts: made from a world, chosen, restored; passwords are copied and never shown."""

from control_api import Control
from dashboard import Dashboard
from playwright.sync_api import expect


def test_an_account_is_made_from_a_world_and_chosen(dashboard: Dashboard, control: Control) -> None:
    page = dashboard.open("accounts")
    page.get_by_text("New account from a world").click()
    form = page.get_by_test_id("new-account")
    form.get_by_label("World", exact=True).select_option("realty")
    form.get_by_label("Language", exact=True).select_option("uk")
    form.get_by_label("Subdomain").fill("byhand")
    form.get_by_label("Leads (").fill("3")
    form.get_by_role("button", name="Make").click()

    card = page.locator("[data-account=byhand]")
    expect(card).to_have_attribute("aria-current", "true")
    expect(page.locator("#account")).to_have_value("byhand")
    made = control.call("GET", "/_mock/accounts/{subdomain}/leads", subdomain="byhand")
    assert len(made["leads"]) == 3
    form_again = page.get_by_test_id("new-account")
    page.get_by_text("New account from a world").click()
    form_again.get_by_label("Subdomain").fill("byhand")
    form_again.get_by_role("button", name="Make").click()
    expect(page.locator(".note.bad")).to_contain_text("subdomain 'byhand' is taken")


def test_a_password_is_copied_and_never_shown(dashboard: Dashboard, control: Control) -> None:
    account = control.account(world="demo")
    user = account["users"][0]
    page = dashboard.open("accounts", str(account["subdomain"]))
    card = page.locator(f"[data-account={account['subdomain']}]")
    card.get_by_role("button", name="Copy password").first.click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert dashboard.copied() == user["password"]
    assert user["password"] not in page.content()


def test_an_account_goes_back_to_its_world(dashboard: Dashboard, control: Control) -> None:
    account = str(control.account(world="empty")["subdomain"])
    control.call("POST", "/_mock/accounts/{subdomain}/leads", [{"name": "One"}], status=201, subdomain=account)
    page = dashboard.open("accounts", account)
    page.locator(f"[data-account={account}]").get_by_role("button", name="Back to its world").click()
    expect(page.get_by_text("The account is as it was made")).to_be_visible()
    assert control.call("GET", "/_mock/accounts/{subdomain}/leads", subdomain=account)["leads"] == []


def test_an_accounts_clock_is_told(dashboard: Dashboard, control: Control) -> None:
    account = str(control.account(world="empty")["subdomain"])
    control.call("POST", "/_mock/accounts/{subdomain}/clock/advance", {"seconds": 400 * 86400}, subdomain=account)
    now = control.call("GET", "/_mock/accounts/{subdomain}/clock", subdomain=account)["now"]
    page = dashboard.open("accounts", account)
    shown = page.evaluate("document.getElementById('clock').textContent")
    assert str(page.evaluate(f"new Date({now} * 1000).getFullYear() % 100")) in shown
