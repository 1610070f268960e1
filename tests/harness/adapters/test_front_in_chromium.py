"""Callback pages behind the front, in a real browser: whichever way leads into the app, it arrives at the taker."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from tiny_site import Site, serving

from harness.adapters.front import Front
from tests.real_browser import real_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LINK = "foryoure://amo-crm/callback?success=true&state=a%2Fb"
HALVES = "const link = 'foryo' + 'ure://amo-crm/callback?success=true&state=a%2Fb';"
# What a widely used set of protective headers says.
HELMET = (
    "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; script-src 'self';"
    " script-src-attr 'none'; upgrade-insecure-requests"
)
PRESSED = {
    "a link": f"<a href='{LINK}'>Go</a>",
    "a link into a new tab": f"<a target=_blank rel=noopener href='{LINK}'>Go</a>",
    "a link that a script makes": f"<a id=a>Go</a><script>{HALVES} a.href = link</script>",
    "a link that is made when it is pressed": f"<a id=a href=#>Go</a><script>{HALVES} a.onclick = () => a.href = link"
    "</script>",
    "a form": "<form action='foryoure://amo-crm/callback'><input type=hidden name=success value=true>"
    "<input type=hidden name=state value='a/b'><button>Go</button></form>",
    "a form that a script fills in": f"<form id=f><input type=hidden name=success value=true>"
    "<input type=hidden name=state value='a/b'><button>Go</button></form>"
    f"<script>{HALVES} f.action = link</script>",
    "a form that a script sends": "<form id=f><input type=hidden name=success value=true>"
    "<input type=hidden name=state value='a/b'></form>"
    f"<button onclick='f.submit()'>Go</button><script>{HALVES} f.action = link</script>",
    "window.open": f"""<button onclick="window.open('{LINK}', '_self'); return false">Go</button>""",
    "window.open of a link put together": f"<button id=b>Go</button><script>{HALVES} "
    " b.onclick = () => open(link, '_self')</script>",
    "location": f"<button id=b>Go</button><script>{HALVES} b.onclick = () => location.href = link</script>",
    "location.replace later": f"<button id=b>Go</button><script>{HALVES}"
    " b.onclick = () => setTimeout(() => location.replace(link), 5)</script>",
}
BY_ITSELF = {
    "a refresh": f'<meta http-equiv=refresh content="0; url={LINK}">',
    "a script": f"<script>{HALVES} location.href = link</script>",
}


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with real_browser() as started:
        yield started


@pytest.fixture(scope="module")
def backend() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def taker() -> Iterator[Site]:
    with serving() as site:
        site.page("/open", "taken")
        yield site


@pytest.fixture(scope="module")
def front(backend: Site, taker: Site) -> Iterator[Front]:
    with Front(
        port=0,
        scheme="foryoure",
        backend=lambda: backend.url,
        taker=lambda link: f"{taker.url}/open?link={quote(link, safe='')}",
    ) as made:
        yield made


@pytest.fixture
def page(browser: "Browser", front: Front) -> Iterator["Page"]:
    """A tab whose addresses begin at the front."""
    context = browser.new_context(base_url=front.url)
    yield context.new_page()
    context.close()


def taken(page: "Page") -> str:
    """The link that the taker was opened with, in whichever tab."""
    context = page.context
    with context.expect_event("response", lambda answer: "/open?link=" in answer.url, timeout=5000) as found:
        (page.get_by_text("Go").click if page.get_by_text("Go").count() else page.reload)()
    (link,) = parse_qs(urlsplit(found.value.url).query)["link"]
    return link


@pytest.mark.parametrize("html", PRESSED.values(), ids=PRESSED)
def test_whatever_is_pressed_arrives(page: "Page", backend: Site, html: str) -> None:
    backend.page("/callback", f"<!doctype html><body>{html}")
    page.goto("/callback")
    assert taken(page) == LINK


@pytest.mark.parametrize("way", ["a link that is made when it is pressed", "a form that a script sends", "window.open"])
def test_browsers_that_dont_tell_where_a_page_goes_lead_most_ways(page: "Page", backend: Site, way: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'navigation', {value: undefined})")
    backend.page("/callback", f"<!doctype html><body>{PRESSED[way]}")
    page.goto("/callback")
    assert taken(page) == LINK


@pytest.mark.parametrize("html", BY_ITSELF.values(), ids=BY_ITSELF)
def test_a_page_that_leaves_by_itself_arrives(page: "Page", backend: Site, html: str) -> None:
    backend.page("/callback", f"<!doctype html><body>{html}")
    with page.context.expect_event("response", lambda answer: "/open?link=" in answer.url, timeout=5000) as found:
        page.goto("/callback", wait_until="commit")
    assert parse_qs(urlsplit(found.value.url).query)["link"] == [LINK]


def test_a_redirect_arrives(page: "Page", backend: Site) -> None:
    backend.redirect("/callback", LINK)
    page.goto("/callback")
    page.wait_for_url("**/open?link=*")
    assert parse_qs(urlsplit(page.url).query)["link"] == [LINK]


@pytest.mark.parametrize("way", ["a link", "a form"])
def test_a_page_with_protective_headers_arrives(page: "Page", backend: Site, way: str) -> None:
    backend.page("/callback", f"<!doctype html><body>{PRESSED[way]}", Content_Security_Policy=HELMET)
    page.goto("/callback")
    assert taken(page) == LINK


def test_links_of_the_web_and_the_page_itself_stay(page: "Page", backend: Site, taker: Site) -> None:
    backend.page("/callback", f"<!doctype html><title>x</title><body>{HALVES}<a href='/further'>Go</a>")
    backend.page("/further", "there")
    taker.visits.clear()
    page.goto("/callback")
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    page.get_by_text("Go").click()
    page.wait_for_url("**/further")
    assert taker.visits == []
