"""The real browser, against real HTTP servers: what it records, where amoCRM's hosts lead, what a person may do."""

import socket
import time

import pytest
from tiny_site import Page, Site
from visitor import CODE, ChromiumVisitor

from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.page_journey import PageUnexpected


def test_each_browser_is_a_fresh_one(ann: ChromiumVisitor, process: ChromiumProcess, crm: Site) -> None:
    ann.site.page("/a", "x", Set_Cookie="session=1; Path=/")
    ann.open("/a")
    ann.open("/a")
    bob = ChromiumVisitor(ann.site, process, crm_url=crm.url)
    bob.open("/a")
    bob.browser.close()

    assert [visit.headers.get("Cookie") for visit in ann.site.visits if visit.path == "/a"] == [None, "session=1", None]


def test_redirects_and_what_a_page_loads_are_recorded_in_order(ann: ChromiumVisitor) -> None:
    ann.site.redirect("/cb", "/end")
    ann.site.page("/end", "<script src='/x.js'></script>there")
    ann.site.page("/x.js", "1", Content_Type="text/javascript")
    ann.open("/cb?code=1")
    told = [(call.role, call.status, call.url.removeprefix(ann.site.url)) for call in ann.exchanges()]

    assert told[0][:2] == ("callback", 302)
    assert told[1:] == [("other", 200, "/end"), ("other", 200, "/x.js")]
    assert ann.exchanges()[1].response.body.endswith("there")


def test_a_recorded_exchange_encloses_what_the_backend_did_meanwhile(ann: ChromiumVisitor) -> None:
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


def test_amocrms_hosts_lead_to_the_fake_and_are_left_to_its_journal(ann: ChromiumVisitor, crm: Site) -> None:
    crm.page("/oauth", "consent")
    for host in ("www.amocrm.ru", "demo.amocrm.ru", "www.kommo.com", "demo.kommo.com"):
        ann.browser.open(f"http://{host}/oauth")
        assert ann.browser.text == "consent"

    assert ann.exchanges() == []


def test_the_real_amocrm_is_never_asked(ann: ChromiumVisitor) -> None:
    # TLS meets the fake's plain port: the connection stays on this machine, and fails there.
    with pytest.raises(PageUnexpected, match="ERR_SSL_PROTOCOL_ERROR"):
        ann.browser.open("https://www.amocrm.ru/oauth")


def test_who_does_not_answer_is_recorded_and_told(ann: ChromiumVisitor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(PageUnexpected, match="ERR_CONNECTION_REFUSED") as refused:
        ann.browser.open(f"http://127.0.0.1:{port}/cb?code={CODE}")

    (call,) = ann.exchanges()
    assert (call.status, call.role) == (0, "callback")
    assert CODE not in str((refused.value, ann.entries))


def test_a_redirect_from_amocrm_may_be_changed_on_its_way(ann: ChromiumVisitor, crm: Site) -> None:
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


def test_a_redirect_may_be_opened_in_two_tabs(ann: ChromiumVisitor, crm: Site) -> None:
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


def test_whoever_is_let_in_is_told_from_whoever_sees_the_form_again(ann: ChromiumVisitor) -> None:
    ann.site.page("/form", SIGN_IN_FORM.format(action="/refused"))
    ann.site.page("/refused", SIGN_IN_FORM.format(action="/welcome"))
    ann.site.page("/welcome", '<button data-testid="allow">Allow</button>')
    ann.open("/form")
    assert (ann.browser.asks_to_sign_in, ann.browser.asks_to_allow) == (True, False)

    assert [ann.browser.sign_in(email="a@b.example", password="x") for _ in range(2)] == [False, True]
    assert (ann.browser.asks_to_sign_in, ann.browser.asks_to_allow) == (False, True)
