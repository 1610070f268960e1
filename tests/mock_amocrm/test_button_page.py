"""`/_mock/button` in a real browser: the button is pressed by hand, in both modes, and the page tells what it heard."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
import requests
from mock_shop import PASSWORD, Shop, open_website_shop
from playwright.sync_api import Browser, Page, expect
from receiver import Receiver, receiving

from mock_amocrm.server import MockAmoCRM

CALLBACK = """<link rel="icon" href="data:,"><p>Thanks</p>
<script>if (window.opener) { opener.postMessage({error: undefined, status: "ok"}, "*"); window.close() }</script>"""


@pytest.fixture
def site() -> Iterator[Receiver]:
    with receiving() as running:
        running.pages["/callback"] = CALLBACK
        yield running


@pytest.fixture
def shop(mock: MockAmoCRM, site: Receiver) -> Shop:
    return open_website_shop(mock, f"{site.url}/callback")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab that hears no complaint about a refused script."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(10_000)
    heard: list[str] = []
    context.on("console", lambda message: heard.append(message.text))
    context.on("weberror", lambda error: heard.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert heard == []


def pressed(page: Page, shop: Shop, **chosen: str) -> Page:
    """The window that the button opens, signed in."""
    query = urlencode({"client_id": shop.integration.client_id, **chosen})
    page.goto(f"{shop.mock.url}/_mock/button?{query}")
    with page.expect_popup() as opening:
        page.get_by_test_id("live").get_by_role("button").click()
    popup = opening.value
    popup.get_by_test_id("email").fill(str(shop.account.rows("users")[0]["email"]))
    popup.get_by_test_id("password").fill(PASSWORD)
    popup.get_by_test_id("sign-in-submit").click()
    return popup


def test_in_popup_mode_the_page_goes_on_to_the_redirect_uri(page: Page, shop: Shop, site: Receiver) -> None:
    popup = pressed(page, shop)
    with popup.expect_event("close"):
        popup.get_by_test_id("allow").click()
    page.wait_for_url(f"{site.url}/callback?**")
    [arrived] = [visit for visit in site.visits if visit.path == "/callback"]
    assert shop.redeem(arrived.query["code"]).status_code == 200


def test_in_post_message_mode_it_hears_what_the_callback_page_says(page: Page, shop: Shop, site: Receiver) -> None:
    page.goto(f"{shop.mock.url}/_mock/button?client_id={shop.integration.client_id}")
    page.get_by_label("post_message").check()
    page.get_by_test_id("show").click()
    page.wait_for_url("**mode=post_message**")
    expect(page.get_by_test_id("tag")).to_contain_text('data-mode="post_message"')
    popup = pressed(page, shop, mode="post_message")
    with popup.expect_event("close"):
        popup.get_by_test_id("allow").click()

    expect(page.get_by_test_id("heard")).to_contain_text(f'{{"status":"ok"}} ({site.url})')
    assert "/_mock/button" in page.url


def test_a_refusal_is_heard_by_the_pages_function(page: Page, shop: Shop) -> None:
    popup = pressed(page, shop, refusal="1")
    with popup.expect_event("close"):
        popup.get_by_test_id("deny").click()

    said = f'refused({{"client_id":"{shop.integration.client_id}","error":"access_denied"}})'
    expect(page.get_by_test_id("heard")).to_have_text(said)
    expect(page.get_by_role("log").get_by_role("paragraph")).to_have_count(1)


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_it_speaks_three_languages_and_names_every_integration(mock: MockAmoCRM, shop: Shop, lang: str) -> None:
    answer = requests.get(f"{mock.url}/_mock/button?lang={lang}", timeout=5)
    assert f'<html lang="{lang}">' in answer.text
    assert answer.text.count("<option") == len(mock.store.integrations)
    assert shop.integration.client_secret not in answer.text


def test_what_it_cannot_show_it_refuses(mock: MockAmoCRM, shop: Shop) -> None:
    def status(query: str, host: str = "127.0.0.1") -> int:
        return requests.get(f"{mock.url}/_mock/button{query}", headers={"Host": host}, timeout=5).status_code

    assert status("?client_id=nobody") == 404
    assert status("?mode=nonsense") == 400
    assert status("", host=shop.account.host) == 404


def test_without_an_integration_it_says_how_to_make_one() -> None:
    with MockAmoCRM() as empty:
        page = requests.get(f"{empty.url}/_mock/button", timeout=5)
    assert page.status_code == 200
    assert 'data-testid="no-integration"' in page.text
    assert "auth/button" not in page.text
