"""How a real browser leaves for the app, where the one without scripts has it easier."""

import pytest
from deep_link_pages import BY, LINK, PAGES
from tiny_site import Site, serving
from visitor import CODE, ChromiumVisitor

from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.page_journey import PageUnexpected


def test_a_redirect_into_the_app_is_the_link_itself(ann: ChromiumVisitor) -> None:
    ann.site.redirect("/cb", f"foryoure://x?code={CODE}&state=abc")
    ann.open(f"/cb?code={CODE}")

    assert ann.browser.return_to_app() == f"foryoure://x?code={CODE}&state=abc"
    assert [call.status for call in ann.exchanges()] == [302]
    assert CODE not in str(ann.entries)


def test_the_button_that_is_meant_is_pressed_although_others_stand_above_it(ann: ChromiumVisitor) -> None:
    ann.site.page("/cb", '<a href="/help">Help</a><button>Menu</button>' + PAGES["a button's onclick"])
    ann.open("/cb")

    assert ann.browser.return_to_app() == LINK


def test_a_button_whose_script_is_elsewhere_is_pressed_all_the_same(ann: ChromiumVisitor) -> None:
    ann.site.page(
        "/cb", f"<button onclick='go()'>Return</button><script>function go() {{ location = '{LINK}' }}</script>"
    )
    ann.open("/cb")

    assert ann.browser.return_to_app() == LINK


def test_after_the_return_the_browser_can_be_used_again(ann: ChromiumVisitor) -> None:
    ann.site.page("/cb", PAGES["an anchor"])
    for _ in range(2):
        ann.open("/cb")
        assert ann.browser.return_to_app() == LINK

    assert len(ann.links()) == 2


def test_a_page_that_leads_elsewhere_is_told_with_its_words(process: ChromiumProcess, crm: Site) -> None:
    with serving() as site:
        site.page("/cb", "<p>All done</p><a href='#'>Stay</a>")
        ann = ChromiumVisitor(site, process, crm_url=crm.url)
        ann.open(f"/cb?code={CODE}")
        ann.browser._seconds = 0.3
        with pytest.raises(PageUnexpected, match="no link to foryoure: left the browser") as lost:
            ann.browser.return_to_app()
        ann.browser.close()

    assert "All done" in str(lost.value)
    assert CODE not in str(lost.value)


def test_a_page_that_is_closed_leads_nowhere_and_the_browser_keeps_its_cookies(ann: ChromiumVisitor) -> None:
    ann.site.page("/a", '<a href="foryoure://x">Return</a>', Set_Cookie="session=1")
    ann.open("/a")
    ann.browser.close_page()
    assert ann.browser.url == "about:blank"
    with pytest.raises(PageUnexpected):
        ann.browser.return_to_app()

    ann.open("/a")
    assert ann.site.visits[-1].headers.get("Cookie") == "session=1"


CONSENT = "<form method='post' action='/oauth/'><button name='a' value='1' data-testid='allow'>Yes</button></form>"


@pytest.mark.parametrize("wants_button", [False, True])
@pytest.mark.parametrize("way", ["a redirect", "a button's onclick", "a popup", "location.href", "meta refresh"])
def test_a_link_is_caught_once_although_the_way_there_is_intercepted(
    ann: ChromiumVisitor, crm: Site, way: str, wants_button: bool
) -> None:
    # Chromium's own events know of a 302 that Playwright doesn't tell of while a route is active.
    crm.page("/oauth", CONSENT)
    crm.redirect("/oauth/", ann.site.url + "/cb?state=1")
    if way == "a redirect":
        ann.site.redirect("/cb", LINK)
    else:
        ann.site.page("/cb", PAGES[way])
    if wants_button:
        ann.browser.want_button()
    ann.browser.open("http://www.amocrm.ru/oauth")
    ann.browser.allow(subdomain="x", redirect=lambda url: url.replace("state=1", "state=2"))
    by = "redirect" if way == "a redirect" else BY.get(way, "page")

    if wants_button and by != "button":
        with pytest.raises(PageUnexpected, match="only when a button is pressed"):
            ann.browser.return_to_app()
        assert [seen.by for seen in ann.blocked()] == [by]
    else:
        assert ann.browser.return_to_app() == LINK
        assert [seen.by for seen in ann.links()] == [by]
    assert [visit.path for visit in ann.site.visits if "favicon" not in visit.path] == ["/cb?state=2"]
