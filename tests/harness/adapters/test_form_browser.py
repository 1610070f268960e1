"""The browser without scripts, against a real HTTP server."""

import socket

import pytest
from deep_link_pages import PAGES
from tiny_site import Page, recorder, serving
from visitor import CODE, FormVisitor

from harness.adapters.form_browser import FormBrowser
from harness.adapters.page_journey import PageUnexpected
from harness.wire.exchange import Entry


@pytest.fixture
def ann(form_visitor: FormVisitor) -> FormVisitor:
    return form_visitor


def test_the_page_stays_after_its_link_has_left(ann: FormVisitor) -> None:
    ann.site.page("/cb", f"<html><body>Дякуємо {PAGES['a form']}</body></html>")
    ann.open("/cb")
    ann.browser.return_to_app()

    assert "Дякуємо" in ann.browser.text


def test_a_redirect_into_the_app_is_the_link_itself(ann: FormVisitor) -> None:
    ann.site.redirect("/cb", f"foryoure://x?code={CODE}&state=abc#top")
    ann.open("/cb")

    assert ann.browser.return_to_app() == f"foryoure://x?code={CODE}&state=abc#top"
    (link,) = ann.links()
    assert set(link.fingerprints) == {"code", "state"}
    assert link.parameters == link.fingerprints
    assert CODE not in str(ann.entries)
    assert ann.browser.url == ann.site.url + "/cb"


def test_a_page_that_leads_elsewhere_is_told_with_its_words(ann: FormVisitor) -> None:
    ann.site.page("/cb", '<p>All done</p><a href="/x">Stay</a><script>var unused = "foryoure://x"</script>')
    ann.open(f"/cb?code={CODE}")
    with pytest.raises(PageUnexpected) as lost:
        ann.browser.return_to_app()

    assert "no button or link leads to foryoure:" in str(lost.value)
    assert "All done" in str(lost.value)
    assert CODE not in str(lost.value)
    assert not ann.links()


def test_redirects_are_followed_as_browsers_do_and_each_is_recorded(ann: FormVisitor) -> None:
    ann.site.redirect("/a/start", "next?x=1", status=301)
    ann.site.redirect("/a/next", "../b/", status=303)
    ann.site.redirect("/b/", "//" + ann.site.url.removeprefix("http://") + "/end", status=308)
    ann.site.page("/end", "there")
    ann.open("/a/start")

    assert (ann.browser.url, ann.browser.text) == (ann.site.url + "/end", "there")
    assert [(call.method, call.status, call.url.removeprefix(ann.site.url)) for call in ann.exchanges()] == [
        ("GET", 301, "/a/start"),
        ("GET", 303, "/a/next?x=1"),
        ("GET", 308, "/b/"),
        ("GET", 200, "/end"),
    ]


def test_a_redirect_loop_ends_with_words(ann: FormVisitor) -> None:
    ann.site.redirect("/a", "/b")
    ann.site.redirect("/b", f"/a?code={CODE}")
    with pytest.raises(PageUnexpected, match="more than 20 redirects") as endless:
        ann.open("/a")

    assert CODE not in str(endless.value)
    assert len(ann.exchanges()) == 20


@pytest.mark.parametrize("address", ["http://[::1/x", "http://host:99999999/x"])
def test_an_impossible_redirect_is_told_in_words(ann: FormVisitor, address: str) -> None:
    ann.site.redirect("/a", address)
    with pytest.raises(PageUnexpected) as lost:
        ann.open("/a")

    assert address.partition(":")[0] in str(lost.value)


@pytest.mark.parametrize(
    ("status", "method", "body"),
    [(302, "GET", ""), (303, "GET", ""), (307, "POST", "a=1&b=2+3"), (308, "POST", "a=1&b=2+3")],
)
def test_a_form_is_sent_again_only_where_browsers_send_it_again(
    ann: FormVisitor, status: int, method: str, body: str
) -> None:
    ann.site.page("/form", FORM.format(method="post", action="/send"))
    ann.site.redirect("/send", "/there", status=status)
    ann.site.page("/there", "done")
    ann.open("/form")
    ann.browser.deny(subdomain="x")

    assert (ann.site.visits[-1].method, ann.site.visits[-1].path, ann.site.visits[-1].body) == (method, "/there", body)


FORM = """
<form data-testid="consent" method="{method}" action="{action}">
  <input type="hidden" name="a" value="1"><input type="radio" name="c" value="9">
  <button data-testid="deny" name="b" value="2 3">No</button>
</form>
"""


def test_a_form_with_the_method_get_puts_its_fields_into_the_address(ann: FormVisitor) -> None:
    ann.site.page("/form", FORM.format(method="get", action="/send?old=1#part"))
    ann.site.page("/send", "done")
    ann.open("/form")
    ann.browser.deny(subdomain="x")

    visit = ann.site.visits[-1]
    assert (visit.method, visit.path, visit.body) == ("GET", "/send?a=1&b=2+3", "")


def test_a_page_without_the_form_is_told_with_its_words(ann: FormVisitor) -> None:
    ann.site.page("/x", "Maintenance")
    ann.open("/x")
    with pytest.raises(PageUnexpected, match=r"shows no consent form on .*/x; the page says: 'Maintenance'"):
        ann.browser.allow(subdomain="x")


def test_cookies_are_kept_between_pages_and_never_written_down(ann: FormVisitor) -> None:
    ann.site.redirect("/a", "/b", **{"Set-Cookie": "session=Secret-Session-1; Path=/; HttpOnly"})
    ann.site.page("/b", "done")
    ann.open("/a")
    ann.browser.reload()

    assert [visit.headers.get("Cookie") for visit in ann.site.visits] == [
        None,
        "session=Secret-Session-1",
        "session=Secret-Session-1",
    ]
    assert "Secret-Session-1" not in str(ann.exchanges())


def test_each_person_has_a_browser_of_their_own(ann: FormVisitor) -> None:
    ann.site.page("/a", "x", Set_Cookie="session=1")
    ann.open("/a")
    bob = FormVisitor(ann.site)
    bob.open("/a")
    bob.browser.close()

    assert "Cookie" not in ann.site.visits[-1].headers


def test_who_does_not_answer_is_recorded_and_told(ann: FormVisitor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(PageUnexpected, match="Connection refused") as refused:
        ann.browser.open(f"http://127.0.0.1:{port}/cb?code={CODE}")

    (call,) = ann.exchanges()
    assert (call.status, call.role) == (0, "callback")
    assert CODE not in str((refused.value, ann.entries))


def test_what_is_no_html_is_survived(ann: FormVisitor) -> None:
    ann.site.pages["/x"] = Page(bytes(range(256)) * 10)
    ann.open("/x")

    assert ann.exchanges()[0].status == 200
    assert isinstance(ann.browser.text, str)


def test_the_real_amocrm_is_never_asked(ann: FormVisitor) -> None:
    with pytest.raises(PageUnexpected, match=r"https://www\.amocrm\.ru is the real amoCRM"):
        ann.browser.open(f"https://www.amocrm.ru/oauth?state={CODE}")


def test_a_redirect_from_amocrm_may_be_changed_on_its_way_and_no_other(ann: FormVisitor) -> None:
    with serving() as crm:
        seen: list[str] = []

        def change(url: str) -> str:
            seen.append(url)
            return url.replace("state=1", "state=2")

        entries: list[Entry] = []
        browser = FormBrowser(person="Ann", crm_url=crm.url, scheme="foryoure", recorder=recorder(entries))
        crm.page("/form", FORM.replace("deny", "allow").format(method="post", action="/allow"))
        crm.redirect("/allow", "/hop")
        crm.redirect("/hop", ann.site.url + "/cb?state=1")
        ann.site.redirect("/cb", "/end?state=1")
        ann.site.page("/end", "there")
        browser.open(crm.url + "/form")
        browser.allow(subdomain="x", redirect=change)
        browser.close()

    assert seen == [ann.site.url + "/cb?state=1"]
    assert [visit.path for visit in ann.site.visits] == ["/cb?state=2", "/end?state=1"]


def test_a_page_beside_the_shown_one_is_loaded_and_on_record_when_that_has_come(ann: FormVisitor) -> None:
    ann.site.page("/cb", "beside")
    ann.site.page("/shown", "shown")
    ann.browser.open_beside(f"{ann.site.url}/cb?code={CODE}&state=abc")
    ann.open("/shown")

    beside = next(call for call in ann.exchanges() if call.role == "callback")
    assert (beside.status, beside.response.body, beside.caller, beside.person) == (200, "beside", "browser", "Ann")
    assert "code" in beside.fingerprints
    assert ann.browser.text == "shown"
    assert CODE not in str(ann.entries)


def test_a_page_beside_the_shown_one_that_nobody_serves_is_on_record_too(ann: FormVisitor) -> None:
    ann.browser.open_beside("http://127.0.0.1:1/cb")
    with pytest.raises(PageUnexpected):
        ann.browser.open("http://127.0.0.1:1/shown")

    assert [(call.role, call.status) for call in ann.exchanges()] == [("callback", 0), ("other", 0)]


SIGN_IN_FORM = """
<form data-testid="sign-in" method="post" action="{action}"><input data-testid="email" name="email">
<input data-testid="password" name="password"><button data-testid="sign-in-submit">In</button></form>
"""


def test_whoever_is_let_in_is_told_from_whoever_sees_the_form_again(ann: FormVisitor) -> None:
    ann.site.page("/form", SIGN_IN_FORM.format(action="/refused"))
    ann.site.page("/refused", SIGN_IN_FORM.format(action="/welcome"))
    ann.site.page("/welcome", '<button data-testid="allow">Allow</button>')
    ann.open("/form")
    assert (ann.browser.asks_to_sign_in, ann.browser.asks_to_allow) == (True, False)

    assert [ann.browser.sign_in(email="a@b.example", password="x") for _ in range(2)] == [False, True]
    assert (ann.browser.asks_to_sign_in, ann.browser.asks_to_allow) == (False, True)


def test_a_page_that_is_closed_leads_nowhere_and_the_browser_keeps_its_cookies(ann: FormVisitor) -> None:
    ann.site.page("/a", '<a href="foryoure://x">Return</a>', Set_Cookie="session=1")
    ann.open("/a")
    ann.browser.close_page()
    assert ann.browser.url == "about:blank"
    with pytest.raises(PageUnexpected):
        ann.browser.return_to_app()

    ann.open("/a")
    assert ann.site.visits[-1].headers.get("Cookie") == "session=1"
