"""Errors in the scripts of the backend's pages, as a real browser hears of them."""

from deep_link_pages import LINK, PAGES
from tiny_site import Site
from visitor import CODE, ChromiumVisitor

from harness.wire.exchange import PageError


def told(errors: list[PageError]) -> list[tuple[str, bool]]:
    return [(error.text, error.uncaught) for error in errors]


def test_an_error_that_nobody_catches_is_on_record_with_its_page(ann: ChromiumVisitor) -> None:
    ann.site.page("/cb", "<script>missing()</script>" + PAGES["a button's onclick"])
    ann.open(f"/cb?code={CODE}")
    assert ann.browser.return_to_app() == LINK

    (error,) = ann.errors()
    assert (error.text, error.uncaught, error.person) == ("missing is not defined", True, "Ann")
    assert error.url.startswith(ann.site.url + "/cb?code=#")
    (page,) = (call for call in ann.exchanges() if call.role == "callback")
    assert page.started_ns < error.at_ns < ann.links()[0].at_ns


def test_an_error_of_the_button_itself_is_on_record(ann: ChromiumVisitor) -> None:
    ann.site.page("/cb", f"""<button onclick="window.open('{LINK}','_self');missing()">Return</button>""")
    ann.open("/cb")
    ann.browser.return_to_app()

    assert told(ann.errors()) == [("missing is not defined", True)]


def test_what_a_page_writes_to_the_console_as_an_error_is_told_from_what_it_throws(ann: ChromiumVisitor) -> None:
    script = f"console.error('lost', '{CODE}'); console.warn('careful'); console.log('hello')"
    ann.site.page("/cb", f"<script>{script}</script>")
    ann.open(f"/cb?code={CODE}")

    ((text, uncaught),) = told(ann.errors())
    assert text.startswith("lost ")
    assert not uncaught
    assert CODE not in str(ann.entries)


def test_what_chromium_says_of_requests_and_of_links_to_apps_is_no_error_of_the_page(ann: ChromiumVisitor) -> None:
    ann.site.page("/cb", "<img src='/nowhere.png'>" + PAGES["location.href"])
    ann.open("/cb")
    assert ann.browser.return_to_app() == LINK

    assert ann.errors() == []


def test_errors_on_amocrms_pages_are_not_the_backends(ann: ChromiumVisitor, crm: Site) -> None:
    crm.page("/oauth", "<script>console.error('own'); missing()</script>")
    ann.browser.open("http://www.amocrm.ru/oauth")
    ann.browser.open(crm.url + "/oauth")

    assert ann.errors() == []
