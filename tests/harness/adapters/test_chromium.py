"""The real browser, against a real HTTP server; one process for the whole module, a fresh context for each test."""

import socket
import time
from collections.abc import Iterator

import pytest
from deep_link_pages import AT_ONCE, BY, BY_BUTTON, LINK, PAGES, WITHOUT_SCRIPTS
from tiny_site import Page, Site, recorder, serving

from harness.adapters.chromium import ChromiumBrowser, ChromiumProcess
from harness.adapters.chromium_executable import BrowserMissing, find_chromium
from harness.adapters.page_journey import PageUnexpected
from harness.settings import BrowserSettings
from harness.wire.exchange import DeepLink, Entry, Exchange, LinkBlocked

CODE = "def50200" + "a1b2c3d4e5f60718" * 8


class Visitor:
    """A browser, its site, and what was written down."""

    def __init__(self, site: Site, process: ChromiumProcess, *, crm_url: str = "http://127.0.0.1:9") -> None:
        self.site = site
        self.entries: list[Entry] = []
        self._recorder = recorder(self.entries)
        self.browser = ChromiumBrowser(
            person="Ann", process=process, crm_url=crm_url, scheme="foryoure", recorder=self._recorder
        )

    def open(self, path: str) -> None:
        self.browser.open(self.site.url + path)

    def exchanges(self) -> list[Exchange]:
        return self._recorder.timeline().every(Exchange)

    def links(self) -> list[DeepLink]:
        return self._recorder.timeline().every(DeepLink)

    def blocked(self) -> list[LinkBlocked]:
        return self._recorder.timeline().every(LinkBlocked)


@pytest.fixture(scope="module")
def crm() -> Iterator[Site]:
    """What stands in for the fake: amoCRM's hosts must lead here."""
    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def process(crm: Site) -> Iterator[ChromiumProcess]:
    try:
        find_chromium(BrowserSettings())
    except BrowserMissing as missing:
        pytest.skip(str(missing))
    running = ChromiumProcess(BrowserSettings(timeout_seconds=5), crm_url=crm.url)
    yield running
    running.close()


@pytest.fixture
def ann(process: ChromiumProcess, crm: Site) -> Iterator[Visitor]:
    with serving() as site:
        visitor = Visitor(site, process, crm_url=crm.url)
        yield visitor
        visitor.browser.close()


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
        ann.browser._seconds = 0.3
        ann.open(f"/cb?code={CODE}")
        with pytest.raises(PageUnexpected, match="no link to foryoure: left the browser") as lost:
            ann.browser.return_to_app()
        ann.browser.close()

    assert "All done" in str(lost.value)
    assert CODE not in str(lost.value)


def test_each_browser_is_a_fresh_one(ann: Visitor, process: ChromiumProcess, crm: Site) -> None:
    ann.site.page("/a", "x", Set_Cookie="session=1; Path=/")
    ann.open("/a")
    ann.open("/a")
    bob = Visitor(ann.site, process, crm_url=crm.url)
    bob.open("/a")
    bob.browser.close()

    assert [visit.headers.get("Cookie") for visit in ann.site.visits if visit.path == "/a"] == [None, "session=1", None]


def test_redirects_and_what_a_page_loads_are_recorded_in_order(ann: Visitor) -> None:
    ann.site.redirect("/cb", "/end")
    ann.site.page("/end", "<script src='/x.js'></script>there")
    ann.site.page("/x.js", "1", Content_Type="text/javascript")
    ann.open("/cb?code=1")
    told = [(call.role, call.status, call.url.removeprefix(ann.site.url)) for call in ann.exchanges()]

    assert told[0][:2] == ("callback", 302)
    assert told[1:] == [("other", 200, "/end"), ("other", 200, "/x.js")]
    assert ann.exchanges()[1].response.body.endswith("there")


def test_a_recorded_exchange_encloses_what_the_backend_did_meanwhile(ann: Visitor) -> None:
    # What the server notes while it answers must lie inside what the browser's clock says of the same request.
    moments: list[int] = []

    class Watched(dict[str, Page]):
        def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
            moments.append(time.monotonic_ns())
            return super().get(key, default)  # type: ignore[arg-type]

    ann.site.pages = Watched({"/cb": Page("done")})
    for _ in range(5):
        ann.open("/cb?code=1")
    calls = [call for call in ann.exchanges() if call.role == "callback"]

    assert len(calls) == 5
    for call in calls:
        assert any(call.started_ns <= moment <= call.ended_ns for moment in moments)


def test_amocrms_hosts_lead_to_the_fake_and_are_left_to_its_journal(ann: Visitor, crm: Site) -> None:
    crm.page("/oauth", "consent")
    for host in ("www.amocrm.ru", "demo.amocrm.ru", "www.kommo.com", "demo.kommo.com"):
        ann.browser.open(f"http://{host}/oauth")
        assert ann.browser.text == "consent"

    assert ann.exchanges() == []


def test_the_real_amocrm_is_never_asked(ann: Visitor) -> None:
    # TLS meets the fake's plain port: the connection stays on this machine, and fails there.
    with pytest.raises(PageUnexpected, match="ERR_SSL_PROTOCOL_ERROR"):
        ann.browser.open("https://www.amocrm.ru/oauth")


def test_who_does_not_answer_is_recorded_and_told(ann: Visitor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(PageUnexpected, match="ERR_CONNECTION_REFUSED") as refused:
        ann.browser.open(f"http://127.0.0.1:{port}/cb?code={CODE}")

    (call,) = ann.exchanges()
    assert (call.status, call.role) == (0, "callback")
    assert CODE not in str((refused.value, ann.entries))


def test_a_redirect_from_amocrm_may_be_changed_on_its_way(ann: Visitor, crm: Site) -> None:
    form = "<form method='post' action='/oauth/'><button name='a' value='1' data-testid='allow'>Yes</button></form>"
    crm.page("/oauth", form, Set_Cookie="session=1; Path=/")
    crm.redirect("/oauth/", ann.site.url + "/cb?state=1")
    ann.site.page("/cb", "there")
    # By amoCRM's own name: what is fetched on the way must not go to the real one.
    ann.browser.open("http://www.amocrm.ru/oauth")
    ann.browser.allow(subdomain="x", redirect=lambda url: url.replace("state=1", "state=2"))

    assert [visit.path for visit in ann.site.visits if "favicon" not in visit.path] == ["/cb?state=2"]
    consent = next(visit for visit in crm.visits if visit.path == "/oauth/")
    headers = {name.lower(): value for name, value in consent.headers.items()}
    assert (consent.method, consent.body, headers["host"], headers["cookie"]) == (
        "POST",
        "a=1",
        "www.amocrm.ru",
        "session=1",
    )


SIGN_IN_FORM = """
<form data-testid="sign-in" method="post" action="{action}"><input data-testid="email" name="email">
<input data-testid="password" name="password"><button data-testid="sign-in-submit">In</button></form>
"""


def test_a_redirect_may_be_opened_in_two_tabs(ann: Visitor, crm: Site) -> None:
    form = "<form method='post' action='/oauth/'><button name='a' value='1' data-testid='allow'>Yes</button></form>"
    crm.page("/oauth", form)
    crm.redirect("/oauth/", ann.site.url + "/cb?state=1")
    ann.site.page("/cb", "there")

    def twice(url: str) -> str:
        ann.browser.open_beside(url)
        return url

    ann.browser.open("http://www.amocrm.ru/oauth")
    ann.browser.allow(subdomain="x", redirect=twice)

    assert [visit.path for visit in ann.site.visits if "favicon" not in visit.path] == ["/cb?state=1"] * 2
    assert [call.role for call in ann.exchanges()] == ["callback"] * 2
    assert (ann.browser.url, ann.browser.text) == (ann.site.url + "/cb?state=1", "there")


def test_whoever_is_let_in_is_told_from_whoever_sees_the_form_again(ann: Visitor) -> None:
    ann.site.page("/form", SIGN_IN_FORM.format(action="/refused"))
    ann.site.page("/refused", SIGN_IN_FORM.format(action="/welcome"))
    ann.site.page("/welcome", '<button data-testid="allow">Allow</button>')
    ann.open("/form")
    assert (ann.browser.asks_to_sign_in, ann.browser.asks_to_allow) == (True, False)

    assert [ann.browser.sign_in(email="a@b.example", password="x") for _ in range(2)] == [False, True]
    assert (ann.browser.asks_to_sign_in, ann.browser.asks_to_allow) == (False, True)


def test_a_page_that_is_closed_leads_nowhere_and_the_browser_keeps_its_cookies(ann: Visitor) -> None:
    ann.site.page("/a", '<a href="foryoure://x">Return</a>', Set_Cookie="session=1")
    ann.open("/a")
    ann.browser.close_page()
    assert ann.browser.url == "about:blank"
    with pytest.raises(PageUnexpected):
        ann.browser.return_to_app()

    ann.open("/a")
    assert ann.site.visits[-1].headers.get("Cookie") == "session=1"
