"""How callback pages lead from a real browser back into the app."""

import pytest
from chromium_visitor import CODE, Visitor
from deep_link_pages import AT_ONCE, BY, BY_BUTTON, LINK, PAGES, WITHOUT_SCRIPTS
from tiny_site import Site, serving

from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.page_journey import PageUnexpected


@pytest.mark.parametrize("page", PAGES)
def test_a_page_leads_back_into_the_app(ann: Visitor, page: str) -> None:
    ann.site.page("/cb", f"<html><body>Дякуємо {PAGES[page]}</body></html>")
    ann.open("/cb?code=short")
    link = ann.browser.return_to_app()

    assert link == LINK
    (seen,) = ann.links()
    assert seen.parameters == {"success": "true", "x": "ї"}
    assert (seen.by, seen.app) == (BY.get(page, "page"), "foryoure")


@pytest.mark.parametrize("page", PAGES)
def test_where_scripts_are_blocked_only_what_needs_none_leads_back(ann: Visitor, page: str) -> None:
    ann.site.page("/cb", f"<html><body>{PAGES[page]}</body></html>")
    ann.browser.block_scripts()
    ann.open("/cb")
    if page in WITHOUT_SCRIPTS:
        assert ann.browser.return_to_app().lower() == LINK.lower()
        assert len(ann.links()) == 1
    else:
        ann.browser._seconds = 0.5
        with pytest.raises(PageUnexpected, match="to foryoure:"):
            ann.browser.return_to_app()
        assert not ann.links()


@pytest.mark.parametrize("page", PAGES)
def test_a_browser_that_wants_a_button_lets_nothing_else_open_the_app(ann: Visitor, page: str) -> None:
    ann.site.page("/cb", f"<html><body>{PAGES[page]}</body></html>")
    ann.browser.want_button()
    ann.open("/cb")
    if page in BY_BUTTON:
        assert ann.browser.return_to_app() == LINK
        assert (len(ann.links()), ann.blocked()) == (1, [])
    else:
        with pytest.raises(PageUnexpected, match="only when a button is pressed"):
            ann.browser.return_to_app()
        assert ann.links() == []
        assert {(seen.by, seen.url.lower()) for seen in ann.blocked()} == {(BY.get(page, "page"), LINK.lower())}


def test_a_page_that_jumps_and_has_a_button_is_left_by_the_button_where_jumping_is_blocked(ann: Visitor) -> None:
    ann.site.page("/cb", PAGES["a button's onclick"] + PAGES["location.replace"])
    ann.browser.want_button()
    ann.open(f"/cb?code={CODE}")

    assert ann.browser.return_to_app() == LINK
    assert [seen.by for seen in ann.links()] == ["button"]
    assert {seen.by for seen in ann.blocked()} == {"page"}


def test_a_redirect_into_the_app_is_blocked_where_a_button_is_wanted(ann: Visitor) -> None:
    ann.site.redirect("/cb", f"foryoure://x?code={CODE}")
    ann.browser.want_button()
    ann.open("/cb")
    with pytest.raises(PageUnexpected, match="a redirect instead of a page"):
        ann.browser.return_to_app()

    assert [seen.by for seen in ann.blocked()] == ["redirect"]
    assert CODE not in str(ann.entries)


def test_a_link_into_another_app_leaves_the_browser_too(ann: Visitor) -> None:
    ann.site.page("/cb", """<button onclick="window.open('foryouapp://x?success=true','_self')">Return</button>""")
    ann.open("/cb")

    assert ann.browser.return_to_app() == "foryouapp://x?success=true"
    assert [(seen.by, seen.app) for seen in ann.links()] == [("button", "foryoure")]


@pytest.mark.parametrize("page", PAGES)
def test_what_the_callback_page_offers_at_once_is_on_record(ann: Visitor, page: str) -> None:
    ann.site.page("/cb", f"<html><body>{PAGES[page]}</body></html>")
    ann.open("/cb")

    (facts,) = (call.facts for call in ann.exchanges() if call.role == "callback")
    assert facts == {"content_type": "text/html", "ways": AT_ONCE[page]}


def test_a_callback_that_is_no_page_is_on_record(ann: Visitor) -> None:
    ann.site.page("/cb", '{"success": true}', Content_Type="application/json; charset=utf-8")
    ann.open("/cb")
    ann.site.redirect("/cb", "foryoure://x")
    ann.open("/cb")

    told = [call.facts for call in ann.exchanges() if call.role == "callback"]
    assert told[0] == {"content_type": "application/json", "ways": []}
    assert told[1]["ways"] == ["redirect"]


def test_a_buttons_own_script_comes_before_the_form_around_it(ann: Visitor) -> None:
    tap = "window.open('foryoure://x?error=no%20code','_self');return false"
    field = '<input type="hidden" name="error" value="no code">'
    ann.site.page("/cb", f'<form action="foryoure://x">{field}<button onclick="{tap}">Return</button></form>')
    ann.open("/cb")
    assert ann.browser.return_to_app() == "foryoure://x?error=no%20code"

    ann.browser.block_scripts()
    ann.open("/cb")
    assert ann.browser.return_to_app() == "foryoure://x?error=no+code"
    assert [link.parameters for link in ann.links()] == [{"error": "no code"}] * 2


def test_a_redirect_into_the_app_is_the_link_itself(ann: Visitor) -> None:
    ann.site.redirect("/cb", f"foryoure://x?code={CODE}&state=abc")
    ann.open(f"/cb?code={CODE}")

    assert ann.browser.return_to_app() == f"foryoure://x?code={CODE}&state=abc"
    assert [call.status for call in ann.exchanges()] == [302]
    assert CODE not in str(ann.entries)


def test_the_button_that_is_meant_is_pressed_although_others_stand_above_it(ann: Visitor) -> None:
    ann.site.page("/cb", '<a href="/help">Help</a><button>Menu</button>' + PAGES["a button's onclick"])
    ann.open("/cb")

    assert ann.browser.return_to_app() == LINK


def test_a_button_whose_script_is_elsewhere_is_pressed_all_the_same(ann: Visitor) -> None:
    ann.site.page(
        "/cb", f"<button onclick='go()'>Return</button><script>function go() {{ location = '{LINK}' }}</script>"
    )
    ann.open("/cb")

    assert ann.browser.return_to_app() == LINK


def test_after_the_return_the_browser_can_be_used_again(ann: Visitor) -> None:
    ann.site.page("/cb", PAGES["an anchor"])
    for _ in range(2):
        ann.open("/cb")
        assert ann.browser.return_to_app() == LINK

    assert len(ann.links()) == 2


def test_a_page_that_leads_elsewhere_is_told_with_its_words(process: ChromiumProcess, crm: Site) -> None:
    with serving() as site:
        site.page("/cb", "<p>All done</p><a href='#'>Stay</a>")
        ann = Visitor(site, process, crm_url=crm.url)
        ann.open(f"/cb?code={CODE}")
        ann.browser._seconds = 0.3
        with pytest.raises(PageUnexpected, match="no link to foryoure: left the browser") as lost:
            ann.browser.return_to_app()
        ann.browser.close()

    assert "All done" in str(lost.value)
    assert CODE not in str(lost.value)


def test_a_page_that_is_closed_leads_nowhere_and_the_browser_keeps_its_cookies(ann: Visitor) -> None:
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
    ann: Visitor, crm: Site, way: str, wants_button: bool
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
