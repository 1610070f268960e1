"""The consent page as it is seen, pressed and heard: popup and phone, light and dark, by keyboard, hostile names."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

import pytest
from mock_shop import PASSWORD, REDIRECT_URI, Shop, open_shop, user
from playwright.sync_api import Browser, Page, ViewportSize, expect
from receiver import Receiver, receiving

from mock_amocrm.server import MockAmoCRM
from tests.axe.findings import needs_axe, nothing_serious, serious
from tests.pages.hostile import HOSTILE

POPUP: ViewportSize = {"width": 750, "height": 580}
PHONE: ViewportSize = {"width": 360, "height": 640}
# A refusal that was asked for, and somebody who types before the page has moved the focus.
EXPECTED = ("Failed to load resource: the server responded", "Autofocus processing was blocked")
Opened = Callable[..., Page]
# The pages are dark or light, and text is drawn on the nearest ground that isn't see-through.
CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.checkVisibility() && !["SCRIPT", "STYLE"].includes(element.tagName))
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((element) => {
      const [one, other] = [light(numbers(getComputedStyle(element).color)), light(ground(element))];
      const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
      return [element.outerHTML.slice(0, 80), ratio];
    });
}"""
# Whether a word of ours runs from left to right, whatever direction the name before it is written in.
RUNS_RIGHT = """(element, word) => {
  const text = element.firstChild, at = text.data.indexOf(word);
  const left = (index) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return range.getBoundingClientRect().left;
  };
  return left(at) < left(at + word.length - 1);
}"""
# Whether whatever has the focus can be seen: inside the window, and not below the bar of buttons.
FOCUSED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return [element.dataset.testid || element.tagName, element.contains(top)];
}"""


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """A page of a size and a colour scheme; nothing may ask the person anything, or complain."""
    heard: list[str] = []
    contexts = []

    def begin(
        url: str, size: ViewportSize = POPUP, *, scheme: Literal["light", "dark"] = "light", locale: str = "ru-RU"
    ) -> Page:
        context = browser.new_context(viewport=size, color_scheme=scheme, locale=locale)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: heard.append(dialog.message))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("console", lambda message: heard.append(message.text))
        page.goto(url)
        return page

    yield begin
    for context in contexts:
        context.close()
    assert [each for each in heard if not each.startswith(EXPECTED)] == []


@pytest.fixture
def site() -> Iterator[Receiver]:
    with receiving() as running:
        running.pages["/callback"] = '<link rel="icon" href="data:,"><p>Thanks</p>'
        yield running


def shops(mock: MockAmoCRM, *names: str, person: str = "Anna", **fields: object) -> list[Shop]:
    """Accounts of one person, and one integration for all of them."""
    made = [open_shop(mock, name=name) for name in names]
    email = f"anna@{made[0].account.subdomain}.example"
    integration = mock.store.put_integration(replace(made[0].integration, **fields))  # type: ignore[arg-type]  # of a test
    for shop in made:
        shop.account.put("users", [{**user(501, person, is_admin=True), "email": email}])
    return [replace(shop, integration=integration) for shop in made]


def address(shop: Shop, **more: str) -> str:
    """The consent page of the front door."""
    query = urlencode({"client_id": shop.integration.client_id, "state": "s", **more}, quote_via=quote)
    return f"http://www.{shop.account.domain}/oauth?{query}"


def signed_in(page: Page, shop: Shop, password: str = PASSWORD) -> Page:
    """The page after the sign-in form."""
    page.get_by_test_id("email").fill(str(shop.account.rows("users")[0]["email"]))
    page.get_by_test_id("password").fill(password)
    page.get_by_test_id("sign-in-submit").click()
    return page


def holds(page: Page) -> None:
    """Nothing sticks out at the sides."""
    width, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= inner
    sticking = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert sticking == []


def test_the_whole_way_goes_by_keyboard(mock: MockAmoCRM, opened: Opened, site: Receiver) -> None:
    first, second = shops(mock, "First", "Second", redirect_uri=f"{site.url}/callback")
    page = opened(address(first), PHONE)
    page.keyboard.type(str(first.account.rows("users")[0]["email"]))  # the form has the focus from the start
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("allow")).to_be_visible()
    choice = page.get_by_test_id(f"account-{first.account.subdomain}")
    for _ in range(4):  # past the three languages
        page.keyboard.press("Tab")
    expect(choice).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement.closest('.choice')).outlineStyle") == "solid"
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_test_id(f"account-{second.account.subdomain}")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("allow")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/callback?**")

    assert f"referer={second.account.host}" in urlsplit(page.url).query


def test_whatever_has_the_focus_is_in_sight(mock: MockAmoCRM, opened: Opened) -> None:
    shop, *_ = shops(mock, *(f"Account {number}" for number in range(8)), scopes=("crm", "files", "notifications"))
    page = signed_in(opened(address(shop), PHONE), shop)
    expect(page.get_by_test_id("allow")).to_be_visible()
    page.get_by_role("radio").nth(0).focus()
    seen = []
    for key in ("Space", *["ArrowDown"] * 7, "Tab", "Tab", "Tab"):
        page.keyboard.press(key)
        seen.append(page.evaluate(FOCUSED))

    assert [name for name, _ in seen[-3:]] == ["allow", "deny", "sign-out"]
    assert [name for name, is_seen in seen if not is_seen] == []


def test_a_screen_reader_finds_landmarks_names_and_what_went_wrong(mock: MockAmoCRM, opened: Opened) -> None:
    first, second = shops(mock, "First", "Second")
    page = signed_in(opened(address(first)), first, "wrong")
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Язык страницы").get_by_role("link")).to_have_count(3)
    expect(page.get_by_role("alert")).to_have_text("Неверный адрес или пароль")
    expect(page.get_by_label("Пароль")).to_have_accessible_description("Неверный адрес или пароль")
    expect(page.get_by_label("Пароль")).to_be_focused()
    signed_in(page, first)
    expect(page.get_by_role("heading", level=1, name="Предоставить доступ")).to_be_visible()
    accounts = page.get_by_role("group", name="Выберите аккаунт")
    expect(accounts.get_by_role("radio")).to_have_count(2)
    expect(accounts.get_by_role("radio").nth(1)).to_have_accessible_name(f"Second {second.account.host} администратор")
    expect(page.get_by_role("list", name="Интеграция получит доступ")).to_have_count(1)
    page.get_by_role("button", name="Разрешить").click()  # with no account chosen: the browser doesn't send it
    expect(page.get_by_role("radio").first).to_be_focused()


@needs_axe
@pytest.mark.parametrize("domain", ["amocrm.ru", "kommo.com"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(
    mock: MockAmoCRM, opened: Opened, domain: str, scheme: Literal["light", "dark"]
) -> None:
    shop = open_shop(mock, domain=domain, name="Roses")
    shop.account.put("users", [{**user(501, "Anna", is_admin=True), "email": f"anna@{shop.account.subdomain}.example"}])
    ground = {"light": "rgb(238, 242, 246)", "dark": "rgb(17, 22, 28)"}
    pages = [
        opened(f"http://www.{domain}/oauth?client_id=nobody&state=s", scheme=scheme),
        signed_in(opened(address(shop), scheme=scheme), shop, "wrong"),
        signed_in(opened(address(shop, redirect_uri=f"{REDIRECT_URI}/"), scheme=scheme), shop),
    ]
    pages[0].get_by_test_id("sent").locator("summary").click()
    expect(pages[1].get_by_test_id("error")).to_be_visible()
    expect(pages[2].get_by_test_id("redirect-notice")).to_be_visible()
    for page in pages:
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground[scheme]
        told = page.evaluate(CONTRASTS)
        assert len(told) > 8
        assert [(text, ratio) for text, ratio in told if ratio < 4.5] == []
    nothing_serious({page.url: serious(page) for page in pages})


@pytest.mark.parametrize("size", [POPUP, PHONE], ids=["popup", "phone"])
def test_the_decision_is_always_in_sight(mock: MockAmoCRM, opened: Opened, size: ViewportSize) -> None:
    shop, *_ = shops(mock, *(f"Account {number}" for number in range(12)))
    page = signed_in(opened(address(shop), size), shop)
    for testid in ("allow", "deny"):
        expect(page.get_by_test_id(testid)).to_be_in_viewport(ratio=1)
    holds(page)


def test_the_popup_shows_all_of_an_ordinary_request_at_once(mock: MockAmoCRM, opened: Opened) -> None:
    [shop] = shops(mock, "Roses", description="Leads of a broker in the app")
    page = signed_in(opened(address(shop, mode="popup")), shop)
    for testid in ("integration", "account", "full-access", "permissions", "allow", "deny"):
        expect(page.get_by_test_id(testid)).to_be_in_viewport(ratio=1)
    permissions, decision = (page.get_by_test_id(each).bounding_box() for each in ("permissions", "allow"))
    assert permissions is not None
    assert decision is not None
    assert permissions["y"] + permissions["height"] <= decision["y"]  # and the bar of buttons hides none of it


def test_only_what_holds_for_the_chosen_account_is_said(mock: MockAmoCRM, opened: Opened) -> None:
    own, other = shops(mock, "Own", "Other")
    other.account.put("users", [{**other.account.rows("users")[0], "is_admin": False}])
    other.account.grants.install(own.integration.client_id)
    page = signed_in(opened(address(own)), own)
    full, limited = page.get_by_test_id("full-access"), page.get_by_test_id("limited-access")
    expect(full).to_be_visible()
    expect(limited).to_be_visible()
    page.get_by_test_id(f"account-{own.account.subdomain}").check()
    expect(limited).to_be_hidden()
    page.get_by_test_id(f"account-{other.account.subdomain}").check()
    expect(full).to_be_hidden()
    expect(limited).to_be_visible()


@needs_axe
@pytest.mark.parametrize("size", [POPUP, PHONE], ids=["popup", "phone"])
def test_hostile_names_are_text_and_the_layout_holds(mock: MockAmoCRM, opened: Opened, size: ViewportSize) -> None:
    hostile = {"name": HOSTILE, "description": HOSTILE, "scopes": ("crm", HOSTILE)}
    one, two = shops(mock, HOSTILE, HOSTILE[::-1], person=HOSTILE, **hostile)
    page = opened(address(one), size)
    holds(page)
    holds(signed_in(page, one, "wrong"))
    signed_in(page, one)
    expect(page.get_by_role("radio")).to_have_count(2)
    holds(page)
    nothing_serious({"accounts to choose from": serious(page)})
    assert "<script>alert(1)</script>" in page.get_by_test_id("accounts").inner_text()
    assert "<script>alert(1)</script>" in page.get_by_test_id("permissions").inner_text()
    assert page.get_by_text("запрашивает доступ").first.evaluate(RUNS_RIGHT, "запрашивает")
    page.goto(f"http://{two.account.host}/oauth?{urlsplit(address(two, redirect_uri=HOSTILE)).query}")
    signed_in(page, two)
    expect(page.get_by_test_id("redirect-notice")).to_contain_text("<script>")
    holds(page)
    for testid in ("allow", "deny"):
        expect(page.get_by_test_id(testid)).to_be_in_viewport(ratio=1)


@needs_axe
@pytest.mark.parametrize("size", [POPUP, PHONE], ids=["popup", "phone"])
def test_hostile_words_on_pages_that_stop_and_on_the_sample_page(
    mock: MockAmoCRM, opened: Opened, size: ViewportSize
) -> None:
    [shop] = shops(mock, HOSTILE, person=HOSTILE, name=HOSTILE)
    shop.account.put("users", [{**shop.account.rows("users")[0], "is_admin": False}])
    refused = signed_in(opened(address(shop), size), shop)
    expect(refused.get_by_test_id("stop")).to_contain_text("<script>")
    nothing_serious({"stop": serious(refused)})
    button = urlencode({"name": HOSTILE[:2000], "redirect_uri": "x", "secrets_uri": HOSTILE[:2000], HOSTILE[:300]: "x"})
    pages = [
        refused,
        opened(f"http://www.amocrm.ru/oauth?client_id={quote(HOSTILE[:3000])}", size),
        opened(f"http://www.amocrm.ru/oauth?{button}", size),
        opened(f"{mock.url}/_mock/button?client_id={shop.integration.client_id}", size),
    ]
    for page in pages:
        if page.get_by_test_id("sent").count():
            page.get_by_test_id("sent").locator("summary").click()
        holds(page)
