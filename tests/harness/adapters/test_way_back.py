"""What is read from a page's first HTML: the ways back, and nothing that only looks like one."""

import pytest
from bs4 import BeautifulSoup

from harness.adapters.way_back import leaves_browser, page_facts, refresh_target, scripted_links, ways_back

HTML = {"Content-Type": "text/html; charset=utf-8"}
OPENS = "window.open('foryoure://x','_self')"


def offered(html: str) -> object:
    return page_facts(200, HTML, html.encode(), "foryoure")["ways"]


def test_a_script_that_only_mentions_the_app_opens_nothing() -> None:
    assert scripted_links("const link = 'foryoure://x'; // location") == []
    assert scripted_links("location.href = 'https://x'; window.open('foryoure://x')") == ["https://x", "foryoure://x"]
    assert scripted_links(r"location = 'foryoure://x?n=O\'Neill\x26y=1'") == ["foryoure://x?n=O'Neill&y=1"]


def test_markup_in_a_script_is_read_though_its_quotes_are_escaped() -> None:
    markup = r"""body.innerHTML = '<button onclick="window.open(\'foryoure://x\',\'_self\')">Return</button>'"""
    assert scripted_links(markup) == ["foryoure://x"]
    assert offered(f"<script>setTimeout(() => {{ {markup} }}, 3000)</script>") == ["late"]


def test_a_refresh_without_an_address_leads_nowhere() -> None:
    assert refresh_target("30") == ""
    assert refresh_target("0; url = 'a://b'") == "a://b"


@pytest.mark.parametrize("url", ["foryoure://x", "ForYouApp:x", " a+b.c-1://x"])
def test_a_scheme_of_its_own_leaves_the_browser(url: str) -> None:
    assert leaves_browser(url)


@pytest.mark.parametrize("url", ["https://x", "HTTP://x", "/x?a=b:c", "mailto:a@b", "javascript:go()", "#x:y", ""])
def test_what_browsers_open_themselves_does_not(url: str) -> None:
    assert not leaves_browser(url)


@pytest.mark.parametrize(
    ("html", "ways"),
    [
        ("<p>Done</p><a href='/help'>Help</a>", []),
        ("<button>Menu</button>", ["button"]),
        (f"<button id='b'>Return</button><script>b.onclick = () => {OPENS}</script>", ["button"]),
        (f"<button>Menu</button><script>{OPENS}</script>", ["page"]),
        (f'<a href="#" onclick="{OPENS}">Return</a>', ["button"]),
        (f'<button onclick="{OPENS}">Return</button><a href="foryoure://x">or here</a>', ["button", "link"]),
        ("<form action='/next'><button>Next</button></form><a href='foryoure://x'>Return</a>", ["link"]),
        ("<form action='foryoure://x'><p>No button</p></form>", []),
    ],
)
def test_each_page_offers_what_it_has(html: str, ways: list[str]) -> None:
    assert offered(html) == ways


def test_of_several_apps_the_one_that_is_meant_counts() -> None:
    page = BeautifulSoup('<a href="tg://support">Support</a><a href="foryoure://x">Return</a>', "html.parser")
    assert [way.link for way in ways_back(page, "foryoure")] == ["foryoure://x"]
    assert [way.link for way in ways_back(page, "other")] == ["tg://support", "foryoure://x"]


def test_a_form_is_filled_as_a_browser_sends_it() -> None:
    form = """<form action="foryoure://x/y?old=1#part"><input type="hidden" name="error" value="no code & tea">
    <input type="checkbox" name="c" value="9"><input type="submit" name="go" value="1"></form>"""
    (way,) = ways_back(BeautifulSoup(form, "html.parser"), "foryoure")
    assert way.link == "foryoure://x/y?error=no+code+%26+tea&go=1"
