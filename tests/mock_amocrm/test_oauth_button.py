"""The website's button in a real browser: how it looks, the window that it opens, and how that window is left."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from mock_shop import PASSWORD, Shop, email, open_website_shop
from playwright.sync_api import Browser, BrowserContext, Page, expect
from receiver import Receiver, receiving

from mock_amocrm.server import MockAmoCRM

WEBSITE = (Path(__file__).parent / "website.html").read_text(encoding="utf-8")
CALLBACK = """<link rel="icon" href="data:,"><p>Thanks</p>
<script>if (window.opener) { opener.postMessage({error: undefined, status: "ok"}, "*"); window.close() }</script>"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, whose pages have nothing to complain about: no refused script, no failed one."""
    opened = browser.new_context(locale="ru-RU")
    opened.set_default_timeout(10_000)
    heard: list[str] = []
    opened.on("console", lambda message: heard.append(message.text))
    opened.on("weberror", lambda error: heard.append(str(error.error)))
    yield opened
    opened.close()
    # A page that says what is wrong has a status of its own; that isn't a page's mistake.
    assert [each for each in heard if not each.startswith("Failed to load resource: the server responded")] == []


@pytest.fixture
def site() -> Iterator[Receiver]:
    with receiving() as running:
        running.pages["/callback"] = CALLBACK
        yield running


@pytest.fixture
def shop(mock: MockAmoCRM, site: Receiver) -> Shop:
    return open_website_shop(mock, f"{site.url}/callback")


def button(*, host: str = "www.amocrm.ru", of: str = "amocrm_oauth", **data: str) -> str:
    """The tag that the documentation tells to put into a page."""
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    return f'<script class="{of}" charset="utf-8" {attributes} src="http://{host}/auth/button.min.js"></script>'


def visited(context: BrowserContext, site: Receiver, *buttons: str) -> Page:
    """The website with these buttons."""
    site.pages["/"] = WEBSITE.replace("BUTTONS", "\n".join(buttons))
    page = context.new_page()
    page.goto(site.url)
    return page


def pressed(page: Page, shop: Shop) -> Page:
    """The window that the button opens, signed in to amoCRM."""
    with page.expect_popup() as opening:
        page.get_by_role("button").click()
    popup = opening.value
    popup.get_by_test_id("email").fill(email(shop))
    popup.get_by_test_id("password").fill(PASSWORD)
    popup.get_by_test_id("sign-in-submit").click()
    return popup


def decided(popup: Page, decision: str) -> None:
    """Allow or deny, and wait until the window has closed."""
    with popup.expect_event("close"):
        popup.get_by_test_id(decision).click()


def landed(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def ours(shop: Shop, **more: str) -> dict[str, str]:
    """The button of the shop's integration."""
    return {"client-id": shop.integration.client_id, "state": "s 1", **more}


def test_popup_closes_and_the_page_goes_on_with_a_code(context: BrowserContext, site: Receiver, shop: Shop) -> None:
    page = visited(context, site, button(**ours(shop, mode="popup")))
    popup = pressed(page, shop)
    assert urlsplit(popup.url).netloc == "www.amocrm.ru"
    decided(popup, "allow")
    page.wait_for_url(f"{site.url}/callback?**")

    arrived = landed(page.url)
    assert (arrived["state"], arrived["referer"]) == ("s 1", shop.account.host)
    assert shop.redeem(arrived["code"]).status_code == 200


def test_post_message_lands_inside_the_window_and_the_site_closes_it(
    context: BrowserContext, site: Receiver, shop: Shop
) -> None:
    page = visited(context, site, button(**ours(shop, mode="post_message")))
    decided(pressed(page, shop), "allow")

    page.wait_for_function("heard.length")
    assert page.evaluate("heard") == [{"error": None, "status": "ok", "from": site.url}]
    assert page.url == f"{site.url}/"
    [arrived] = [visit for visit in site.visits if visit.path == "/callback"]
    assert shop.redeem(arrived.query["code"]).status_code == 200


@pytest.mark.parametrize("mode", ["popup", "post_message"])
def test_a_refusal_is_told_to_the_function_that_the_button_names(
    context: BrowserContext, site: Receiver, shop: Shop, mode: str
) -> None:
    page = visited(context, site, button(**ours(shop, mode=mode, **{"error-callback": "refused"})))
    decided(pressed(page, shop), "deny")

    page.wait_for_function("heard.length")
    assert page.evaluate("heard") == [{"client_id": shop.integration.client_id, "error": "access_denied"}]
    assert page.url == f"{site.url}/"
    assert [visit.path for visit in site.visits] == ["/"]


def test_without_such_a_function_the_page_itself_is_sent_the_refusal(
    context: BrowserContext, site: Receiver, shop: Shop
) -> None:
    page = visited(context, site, button(**ours(shop, mode="popup")))
    decided(pressed(page, shop), "deny")
    page.wait_for_url(f"{site.url}/callback?**")

    assert landed(page.url) == {"error": "access_denied", "state": "s 1"}


def test_a_popup_that_nobody_opened_goes_on_by_itself(context: BrowserContext, site: Receiver, shop: Shop) -> None:
    page = context.new_page()
    page.goto(f"http://{shop.account.host}/oauth?client_id={shop.integration.client_id}&mode=popup")
    page.get_by_test_id("email").fill(email(shop))
    page.get_by_test_id("password").fill(PASSWORD)
    page.get_by_test_id("sign-in-submit").click()
    page.get_by_test_id("allow").click()
    page.wait_for_url(f"{site.url}/callback?**")

    assert shop.redeem(landed(page.url)["code"]).status_code == 200


def test_a_window_whose_opener_went_away_goes_on_by_itself(context: BrowserContext, site: Receiver, shop: Shop) -> None:
    page = visited(context, site, button(**ours(shop, mode="popup")))
    popup = pressed(page, shop)
    expect(popup.get_by_test_id("allow")).to_be_visible()
    page.close()
    popup.get_by_test_id("allow").click()
    popup.wait_for_url(f"{site.url}/callback?**")

    assert "code" in landed(popup.url)


def test_a_button_with_metadata_makes_an_integration(context: BrowserContext, site: Receiver, shop: Shop) -> None:
    data = {
        "name": "Shop of roses",
        "description": "Orders become leads",
        "redirect_uri": f"{site.url}/callback",
        "secrets_uri": f"{site.url}/secrets",
        "scopes": "crm,notifications",
        "state": "s 1",
        "mode": "popup",
    }
    site.status = 204
    page = visited(context, site, button(**data))
    popup = pressed(page, shop)
    popup.get_by_test_id("allow").click()
    expect(popup.get_by_test_id("stop")).to_contain_text("(Code 204)")
    popup.close()

    site.status = 200
    with page.expect_popup() as opening:
        page.get_by_role("button").click()
    decided(opening.value, "allow")
    page.wait_for_url(f"{site.url}/callback?**")
    refused, taken, arrived = (visit for visit in site.visits if visit.path != "/")
    assert (refused.path, taken.path, arrived.path) == ("/secrets", "/secrets", "/callback")
    secrets = json.loads(taken.body)
    assert (arrived.query["client_id"], secrets["state"]) == (secrets["client_id"], "s 1")
    assert json.loads(refused.body)["client_id"] != secrets["client_id"]


def test_several_buttons_look_as_their_attributes_say(context: BrowserContext, site: Receiver, shop: Shop) -> None:
    of = {"client-id": shop.integration.client_id}
    page = visited(
        context,
        site,
        button(**of),
        button(**of, title="Connect", color="green", **{"class-name": "mine"}),
        button(**of, title="Connect", compact="true", color="nonsense"),
    )
    buttons = page.get_by_role("button")
    expect(buttons).to_have_count(3)
    assert buttons.all_inner_texts() == ["Авторизоваться через amoCRM", "Connect", "amo"]
    assert buttons.nth(1).get_attribute("class") == "amocrm-oauth mine"
    assert buttons.nth(2).get_attribute("aria-label") == "Connect"
    colours = [each.evaluate("element => getComputedStyle(element).backgroundColor") for each in buttons.all()]
    assert colours == ["rgb(51, 157, 199)", "rgb(56, 142, 60)", "rgb(51, 157, 199)"]


def test_kommos_button_has_themes_and_languages_and_opens_kommo(context: BrowserContext, site: Receiver) -> None:
    def kommo(**data: str) -> str:
        return button(host="www.kommo.com", of="kommo_oauth", **{"client-id": "nobody", **data})

    page = visited(context, site, kommo(), kommo(locale="pt", theme="dark"), kommo(compact="true"))
    buttons = page.get_by_role("button")
    expect(buttons).to_have_count(3)
    assert buttons.all_inner_texts() == ["Sign in with Kommo", "Entrar com Kommo", "K"]
    colours = [each.evaluate("element => getComputedStyle(element).backgroundColor") for each in buttons.all()[:2]]
    assert colours == ["rgb(255, 255, 255)", "rgb(27, 27, 58)"]
    with page.expect_popup() as opening:
        buttons.first.click()
    opening.value.wait_for_load_state()
    assert urlsplit(opening.value.url).netloc == "www.kommo.com"
    assert opening.value.title().endswith("· Kommo")
