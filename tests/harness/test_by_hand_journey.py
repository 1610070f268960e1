"""What a developer does in their own browser, by hand: nothing in this browser knows of amoCRM's hosts or of apps."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from ports_for_hand import free_ports

from harness.proof.catalogue import switches
from harness.run.by_hand import ByHand
from harness.settings import Settings
from tests.real_browser import real_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

LEADS = 7


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with real_browser() as started:
        yield started


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    made = browser.new_context(viewport={"width": 1000, "height": 900})
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def begin() -> Iterator[Callable[..., ByHand]]:
    begun: list[ByHand] = []

    def made(*bugs: str) -> ByHand:
        begun.append(ByHand(Settings(), ports=free_ports(), world=None, profile=None, bugs=switches(bugs), lang="en"))
        return begun[-1]

    yield made
    for each in begun:
        each.close()


def sign_in(systems: ByHand, context: "BrowserContext") -> "Page":
    """The phone with the CRM tab open."""
    phone = context.new_page()
    phone.goto(systems.phone_url)
    phone.locator("[name=email]").fill(systems.user.email)
    phone.locator("[name=password]").fill(systems.user.password)
    phone.get_by_role("button", name="Увійти").click()
    phone.locator("[data-screen=home]").get_by_role("button", name="CRM").click()
    return phone


def allow(systems: ByHand, phone: "Page") -> "Page":
    """The popup with the callback page in it."""
    with phone.context.expect_page() as opened:
        phone.get_by_role("button", name="Підключити").click()
    popup = opened.value
    popup.locator("[data-testid=email], [data-testid=allow]").wait_for()
    if popup.get_by_test_id("email").count():
        popup.get_by_test_id("email").fill(systems.account.user.email)
        popup.get_by_test_id("password").fill(systems.account.user.password)
        popup.get_by_test_id("sign-in-submit").click()
    popup.get_by_test_id("allow").click()
    popup.get_by_role("button", name="Return to App").wait_for()
    assert popup.url.startswith(f"{systems.backend_url}/api/amo-crm/callback?"), "the backend's public address"
    return popup


def sees_leads(phone: "Page") -> None:
    phone.locator("[data-lead]").nth(LEADS - 1).wait_for()
    assert phone.locator("[data-screen]").first.get_attribute("data-connected") == "true"
    assert phone.locator("[data-lead]").count() == LEADS


def test_the_link_comes_back_to_a_phone_that_was_closed_and_to_one_that_is_open(
    begin: Callable[..., ByHand], context: "BrowserContext"
) -> None:
    systems = begin()
    closed = sign_in(systems, context)
    popup = allow(systems, closed)
    closed.close()
    popup.get_by_role("button", name="Return to App").click()
    popup.wait_for_url(f"{systems.phone_url}**")
    sees_leads(popup)

    phone = popup  # it has become one
    phone.get_by_role("button", name="Відключити").click()
    phone.get_by_role("alertdialog").get_by_role("button", name="Відключити").click()
    popup = allow(systems, phone)
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Return to App").click()
    sees_leads(phone)


def test_a_known_bug_is_seen_by_hand(begin: Callable[..., ByHand], context: "BrowserContext") -> None:
    systems = begin("seed")
    phone = sign_in(systems, context)
    allow(systems, phone).get_by_role("button", name="Return to App").click()
    phone.locator("[data-screen='callback.error'][data-reason=exchange_failed]").wait_for()
