"""The dashboard's clock, codes and tokens: what runs out, what is left, what happened meanwhile."""

import re

import pytest
from control_api import Control
from dashboard import Dashboard
from mock_shop import Shop, open_shop
from playwright.sync_api import expect

from mock_amocrm.server import MockAmoCRM

GRANTS = "/_mock/accounts/{subdomain}/grants"


def test_grants_are_told_by_fingerprint_with_what_became_of_them(control: Control, shop: Shop) -> None:
    spent, alive = shop.code(), shop.code()
    pair = shop.redeem(spent).json()
    shop.refresh(pair["refresh_token"])
    grants = control.call("GET", GRANTS, subdomain=shop.account.subdomain)

    assert [each["state"] for each in grants["codes"]] == ["spent", "alive"]
    assert [each["state"] for each in grants["refresh_tokens"]] == ["spent", "alive"]
    assert {each["state"] for each in grants["access_tokens"]} == {"alive"}
    assert {each["user"] for each in grants["codes"]} == {"Anna"}
    assert grants["codes"][1]["expires_at"] - grants["now"] == pytest.approx(20 * 60, abs=5)
    told = str(grants)
    assert all(
        secret not in told
        for secret in (spent, alive, *(v for v in pair.values() if isinstance(v, str) and len(v) > 9))
    )
    control.call(
        "POST", "/_mock/accounts/{subdomain}/clock/advance", {"seconds": 1201}, subdomain=shop.account.subdomain
    )
    later = control.call("GET", GRANTS, subdomain=shop.account.subdomain)
    assert [each["state"] for each in later["codes"]] == ["spent", "expired"]


def test_codes_and_tokens_are_shown_with_the_time_left_on_the_accounts_clock(
    dashboard: Dashboard, mock: MockAmoCRM
) -> None:
    shop = open_shop(mock)
    page = dashboard.open("grants", shop.account.subdomain)
    code = shop.code()
    codes = page.get_by_role("region", name="Authorization codes")
    expect(codes.locator("tbody tr")).to_have_count(1)
    expect(codes).to_contain_text(re.compile(r"alive(19|20) min"))
    shop.redeem(code)
    expect(codes).to_contain_text("spent")
    access = page.get_by_role("region", name="Access tokens")
    expect(access).to_contain_text(re.compile(r"23 h 59 min|1 d"))
    assert code not in page.content()

    codes.get_by_role("button").click()
    expect(page.locator("[data-filter=text]")).to_have_value(re.compile("^#[0-9a-f]{6}$"))
    expect(page.get_by_text(re.compile(r"^[23] of \d+ requests$"))).to_be_visible()  # the consent page's redirect, too


def test_tokens_can_be_taken_back(dashboard: Dashboard, mock: MockAmoCRM) -> None:
    shop = open_shop(mock)
    token = shop.pair()["access_token"]
    page = dashboard.open("grants", shop.account.subdomain)
    page.get_by_role("button", name="Revoke all").click()
    expect(page.get_by_role("region", name="Access tokens")).to_contain_text("revoked")
    assert shop.me(token).status_code == 401


def test_the_clock_is_moved_and_what_happened_is_told(dashboard: Dashboard, mock: MockAmoCRM) -> None:
    shop, other = open_shop(mock), open_shop(mock)
    shop.code()
    before = shop.account.clock.now(), other.account.clock.now()
    page = dashboard.open("clock", shop.account.subdomain)
    shown = page.locator("#clock").text_content()
    page.get_by_label("Seconds").fill("1200")
    page.get_by_role("button", name="Advance", exact=True).click()
    fired = page.get_by_test_id("fired")
    expect(fired).to_contain_text("code has expired")
    expect(page.locator("#clock")).not_to_have_text(str(shown))
    assert shop.account.clock.now() - before[0] >= 1200
    assert other.account.clock.now() - before[1] < 1000

    page.get_by_label("Every account at once").check()
    other.code()
    page.get_by_role("button", name="+ 1 d").click()
    expect(fired.locator("tr", has_text=other.account.subdomain)).to_contain_text("code has expired")
    assert other.account.clock.now() - before[1] >= 86_400
