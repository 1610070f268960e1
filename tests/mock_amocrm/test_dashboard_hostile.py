"""Hostile words in every field of the dashboard: shown as text, nothing runs, the layout holds."""

from collections.abc import Iterator

import pytest
import requests
from dashboard import Dashboard
from hooked import HOOKS, LEADS_BY_HAND, Hooked, hooked
from playwright.sync_api import expect

from mock_amocrm.pages.dashboard.messages import VIEWS
from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.account import Account
from mock_amocrm.state.grants import AuthorizationCode

HOSTILE = {
    "markup": "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>",
    "quotes": '"\'`><b onmouseover="window.ran=1">{{7*7}} ${7*7} </title></textarea>',
    "right to left": "\u202egnp.exe \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "long": "W" * 5_000,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈\u0301\u0301\u0301\u0301\u200b",
}
WIDTHS = (1280, 360)


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE.keys(), scope="module")
def words(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def place(mock: MockAmoCRM, words: str) -> Iterator[Hooked]:
    """An account in which everything that somebody can name has the hostile name."""
    with hooked(mock, "empty", lang="en") as opened:
        account = opened.api.account
        contact = {"name": words, "phone": words, "email": words}
        opened.call("POST", LEADS_BY_HAND, [{"name": words, "contact": contact}], status=201)
        for kind in ("users", "pipelines", "statuses"):
            account.put(kind, [{**row, "name": words} for row in account.rows(kind)])
        account.name = words
        client = mock.store.add_integration(name=words, redirect_uri="https://example.com/callback").client_id
        code = AuthorizationCode(words, client, opened.api.world.users[0].id, words, (), account.clock.now() + 600)
        mock.store.add_code(account, code)
        body = {"destination": f"{opened.backend.url}/hook", "settings": ["add_lead"]}
        opened.call("POST", HOOKS, body, status=201)
        opened.lead(name=words)
        opened.call("POST", "/_mock/outgoing/settle")
        _ask(mock, account, opened.api.token, words)
        yield opened


def _ask(mock: MockAmoCRM, account: Account, token: str, words: str) -> None:
    headers = {"Host": account.host, "Authorization": f"Bearer {token}", "User-Agent": words.encode().hex()[:200]}
    requests.get(f"{mock.url}/api/v4/leads", params={"query": words[:900]}, headers=headers, timeout=5)
    requests.post(f"{mock.url}/api/v4/leads", json={"name": words}, headers=headers, timeout=5)


def test_hostile_words_are_shown_as_text_in_every_view(dashboard: Dashboard, place: Hooked, words: str) -> None:
    page = dashboard.open(VIEWS[0], place.api.account.subdomain)
    for view in VIEWS:
        dashboard.turn_to(view)
        look_for(dashboard, view, words)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, f"{view}: {wider} px too wide at {width}"
        assert page.evaluate("document.querySelectorAll('main script, main img, main b').length") == 0
        page.keyboard.press("Escape")
    assert page.evaluate("window.ran") is None


def look_for(dashboard: Dashboard, view: str, words: str) -> None:
    """See that a view shows them, wherever it has a place for them."""
    page = dashboard.page
    if view in ("accounts", "leads", "contacts", "integrations", "grants"):
        expect(page.locator(".words", has_text=words[:40].strip()).first).to_be_attached()
    if view == "webhooks":
        expect(page.locator("pre", has_text=words[:5]).first).to_be_attached()
    if view == "journal":
        dashboard.line(dashboard.mock.fake.journal.cursor).click()
        expect(page.get_by_role("region", name="Body: Request")).to_contain_text(words[:5])
    if view == "leads":
        page.locator("[data-lead]").first.click()
        expect(page.get_by_test_id("lead-form").get_by_label("Name")).to_have_value(words)
