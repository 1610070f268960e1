"""Each screen of the app, and the callback page, with hostile words in every field: text, in place, readable by all."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from simulated_client.messages import APP
from simulated_client.transport import requests_send
from simulated_client.web_host import HostedPhone
from tests.axe.findings import needs_axe, nothing_serious, serious
from tests.pages.browsing import Person, Scheme, holds
from tests.pages.hostile import HOSTILE, SHOWN
from tests.pages.phone_states import EveryScreen
from tests.pages.systems import Systems
from tests.simulated_client.scripted_backend import ScriptedBackend

pytestmark = needs_axe
SAYING = {  # the screens on which somebody else's words stand
    "sign-in refused",
    "alert of a disconnection",
    "leads",
    "window of choice",
    "narrowed leads",
    "lead",
    "status and leads refused",
}


@pytest.fixture
def backend() -> Iterator[ScriptedBackend]:
    with ScriptedBackend() as running:
        yield running


@pytest.mark.parametrize(("size", "scheme"), [("phone", "dark"), ("popup", "light")])
def test_hostile_words_are_text_on_each_screen(
    systems: Systems, backend: ScriptedBackend, size: str, scheme: Scheme
) -> None:
    person = Person(systems.browser, size, scheme)
    every = EveryScreen(systems.host, person, backend, HOSTILE)
    found, saying = {}, set()
    for name in every.walk():
        found[name] = serious(every.page)
        holds(every.page)
        if every.page.get_by_text(SHOWN).count():
            saying.add(name)
    person.close()
    assert saying >= SAYING
    nothing_serious(found)


@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("desktop", "dark")])
def test_what_lies_around_the_phone_of_a_person(
    systems: Systems, backend: ScriptedBackend, size: str, scheme: Scheme
) -> None:
    person = Person(systems.browser, size, scheme)
    page = person.open(systems.host.add(HostedPhone(requests_send(backend.url))))
    expect(page.get_by_label(APP["sign_in.email"], exact=True)).to_be_visible()
    found = serious(page)
    holds(page)
    person.close()
    nothing_serious({"tray": found})


@pytest.mark.parametrize("size", ["phone", "popup"])
def test_hostile_words_in_the_address_of_the_callback_page(systems: Systems, size: str) -> None:
    person = Person(systems.browser, size)
    state = "".join(filter(str.isprintable, HOSTILE))  # any other one is nobody's, and isn't handed on
    query = {"error": "access_denied", "state": state, "referer": HOSTILE, "client_id": HOSTILE}
    page = person.open(f"{systems.backend.redirect_uri}?{urlencode(query)}")
    expect(page.get_by_role("heading")).to_contain_text("declined")
    found = serious(page)
    holds(page)
    with page.context.expect_event("request", lambda request: request.url.startswith("foryoure:")):
        page.get_by_role("button").click(no_wait_after=True)
    person.close()
    assert parse_qs(urlsplit(person.links[-1]).query)["state"] == [state]
    nothing_serious({"callback": found})
