"""How callback pages lead back into the app: the browser without scripts and the real one find the same ways."""

import pytest
from deep_link_pages import AT_ONCE, BY, BY_BUTTON, LINK, PAGES, WITHOUT_SCRIPTS
from visitor import CODE, Visitor

from harness.adapters.page_journey import PageUnexpected


@pytest.mark.parametrize("page", PAGES)
def test_a_page_leads_back_into_the_app(anyone: Visitor, page: str) -> None:
    anyone.site.page("/cb", f"<html><body>Дякуємо {PAGES[page]}</body></html>")
    anyone.open("/cb?code=short")
    link = anyone.browser.return_to_app()

    assert link.lower() == LINK.lower()
    (seen,) = anyone.links()
    assert seen.parameters == {"success": "true", "x": "ї"}
    assert (seen.by, seen.app) == (BY.get(page, "page"), "foryoure")


@pytest.mark.parametrize("page", PAGES)
def test_where_scripts_are_blocked_only_what_needs_none_leads_back(anyone: Visitor, page: str) -> None:
    anyone.site.page("/cb", f"<html><body>{PAGES[page]}</body></html>")
    anyone.browser.block_scripts()
    anyone.open("/cb")
    if page in WITHOUT_SCRIPTS:
        assert anyone.browser.return_to_app().lower() == LINK.lower()
        assert len(anyone.links()) == 1
    else:
        anyone.lose_patience()
        with pytest.raises(PageUnexpected, match="to foryoure:"):
            anyone.browser.return_to_app()
        assert not anyone.links()


@pytest.mark.parametrize("page", PAGES)
def test_a_browser_that_wants_a_button_lets_nothing_else_open_the_app(anyone: Visitor, page: str) -> None:
    anyone.site.page("/cb", f"<html><body>{PAGES[page]}</body></html>")
    anyone.browser.want_button()
    anyone.open("/cb")
    if page in BY_BUTTON:
        assert anyone.browser.return_to_app() == LINK
        assert (len(anyone.links()), anyone.blocked()) == (1, [])
    else:
        with pytest.raises(PageUnexpected, match="only when a button is pressed"):
            anyone.browser.return_to_app()
        assert anyone.links() == []
        assert {(seen.by, seen.url.lower()) for seen in anyone.blocked()} == {(BY.get(page, "page"), LINK.lower())}


def test_a_page_that_jumps_and_has_a_button_is_left_by_the_button_where_jumping_is_blocked(anyone: Visitor) -> None:
    anyone.site.page("/cb", PAGES["a button's onclick"] + PAGES["location.replace"])
    anyone.browser.want_button()
    anyone.open(f"/cb?code={CODE}")

    assert anyone.browser.return_to_app() == LINK
    assert [seen.by for seen in anyone.links()] == ["button"]
    assert {seen.by for seen in anyone.blocked()} == {"page"}


def test_a_redirect_into_the_app_is_blocked_where_a_button_is_wanted(anyone: Visitor) -> None:
    anyone.site.redirect("/cb", f"foryoure://x?code={CODE}")
    anyone.browser.want_button()
    anyone.open("/cb")
    with pytest.raises(PageUnexpected, match="a redirect instead of a page"):
        anyone.browser.return_to_app()

    assert [seen.by for seen in anyone.blocked()] == ["redirect"]
    assert CODE not in str(anyone.entries)


def test_a_link_into_another_app_leaves_the_browser_too(anyone: Visitor) -> None:
    anyone.site.page("/cb", """<button onclick="window.open('foryouapp://x?success=true','_self')">Return</button>""")
    anyone.open("/cb")

    assert anyone.browser.return_to_app() == "foryouapp://x?success=true"
    assert [(seen.by, seen.app) for seen in anyone.links()] == [("button", "foryoure")]


@pytest.mark.parametrize("page", PAGES)
def test_what_the_callback_page_offers_at_once_is_on_record(anyone: Visitor, page: str) -> None:
    anyone.site.page("/cb", f"<html><body>{PAGES[page]}</body></html>")
    anyone.open("/cb")

    (facts,) = (call.facts for call in anyone.exchanges() if call.role == "callback")
    assert facts == {"content_type": "text/html", "ways": AT_ONCE[page]}


def test_a_callback_that_is_no_page_is_on_record(anyone: Visitor) -> None:
    anyone.site.page("/cb", '{"success": true}', Content_Type="application/json; charset=utf-8")
    anyone.open("/cb")
    anyone.site.redirect("/cb", "foryoure://x")
    anyone.open("/cb")

    told = [call.facts for call in anyone.exchanges() if call.role == "callback"]
    assert told[0] == {"content_type": "application/json", "ways": []}
    assert told[1]["ways"] == ["redirect"]


def test_a_buttons_own_script_comes_before_the_form_around_it(anyone: Visitor) -> None:
    tap = "window.open('foryoure://x?error=no%20code','_self');return false"
    field = '<input type="hidden" name="error" value="no code">'
    anyone.site.page("/cb", f'<form action="foryoure://x">{field}<button onclick="{tap}">Return</button></form>')
    anyone.open("/cb")
    assert anyone.browser.return_to_app() == "foryoure://x?error=no%20code"

    anyone.browser.block_scripts()
    anyone.open("/cb")
    assert anyone.browser.return_to_app() == "foryoure://x?error=no+code"
    assert [link.parameters for link in anyone.links()] == [{"error": "no code"}] * 2
