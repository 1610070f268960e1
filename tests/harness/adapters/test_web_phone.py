"""The phone in a browser does for the harness what the headless one does, down to the words of what it refuses."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from tiny_site import Page, Site, recorder, serving

from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.headless_phone import HeadlessPhone
from harness.adapters.page_clock import PageClock
from harness.adapters.phone_network import PhoneNetwork
from harness.adapters.phone_page import PhonePage, PhonePageBroken
from harness.adapters.phone_tabs import PhoneTabs
from harness.adapters.web_phone import WebPhone
from harness.ports import Client
from harness.wire.exchange import Entry, Exchange, LeadCard, Screen, ScreenSeen
from simulated_client import ConnectFailed, DeepLinkRefused, NotOnScreen, PhoneSettings
from simulated_client.web_host import HostedPhone, PagesMissing, WebHost

CONSENT = "https://www.amocrm.ru/oauth?client_id=c&state=s"
LEAD = {"id": "uuid-1", "amoLeadId": 1001, "guestName": "Лід 1", "guestPhone": None, "price": 1500, "status": "NEW"}


def answers(site: Site, *, connected: bool) -> None:
    """A backend of few words: whatever it is asked, it says the same."""
    said = {
        "/api/auth/login": {"data": {"token": "a.b.Ag", "refreshToken": "r.s.At", "user": {"id": 7}}},
        "/api/amo-crm/connect": {"data": {"url": CONSENT}},
        "/api/amo-crm/status": {"data": {"connected": connected}},
        "/api/amo-crm/pipelines": {"data": [{"id": 5, "name": "Продажі", "stages": [{"id": 51, "name": "Дзвінок"}]}]},
        "/api/v1/leads": {"data": [LEAD, {**LEAD, "id": "uuid-2"}], "totalPages": 1},
        "/api/amo-crm/leads/1001": {"data": {"lead": {"name": "Лід 1", "price": 1500}}},
        "/api/amo-crm/disconnect": {},
    }
    for path, body in said.items():
        site.page(path, json.dumps(body), Content_Type="application/json")


@dataclass
class Owner:
    """Somebody with a phone of one kind, a backend of their own, and what was written down."""

    client: Client
    site: Site
    entries: list[Entry] = field(default_factory=list)
    flush: Callable[[], None] = lambda: None

    def seen(self) -> list[Screen]:
        self.flush()
        return [entry.screen for entry in self.entries if isinstance(entry, ScreenSeen)]

    def asked(self) -> list[tuple[str, int]]:
        self.flush()
        return sorted((entry.role, entry.status) for entry in self.entries if isinstance(entry, Exchange))


@pytest.fixture(scope="module")
def host() -> Iterator[WebHost]:
    try:
        running = WebHost()
    except PagesMissing as missing:
        pytest.skip(str(missing))
    yield running
    running.close()


@pytest.fixture(scope="module")
def tabs(process: ChromiumProcess, host: WebHost) -> PhoneTabs:
    return PhoneTabs(process.context(), away=host.url)


@pytest.fixture
def two(tabs: PhoneTabs, host: WebHost) -> Iterator[list[Owner]]:
    """The same person with either phone: the headless one first."""
    settings = PhoneSettings(language="uk")
    with serving() as one, serving() as other:
        owners = []
        for site in (one, other):
            answers(site, connected=True)
            entries: list[Entry] = []
            record = recorder(entries)
            network = PhoneNetwork(person="Ann", base_url=site.url, recorder=record)
            client: HeadlessPhone | WebPhone = (
                HeadlessPhone(person="Ann", settings=settings, network=network, recorder=record)
                if site is one
                else WebPhone(
                    person="Ann",
                    settings=settings,
                    network=network,
                    recorder=record,
                    host=host,
                    tabs=tabs,
                )
            )
            owners.append(Owner(client, site, entries, record.flush))
        yield owners
        for owner in owners:
            owner.client.close()


def both(owners: list[Owner], act: Callable[[Client], object]) -> list[object]:
    """What came of it on each: an answer, or what was raised."""
    came: list[object] = []
    for owner in owners:
        try:
            came.append(act(owner.client))
        except (NotOnScreen, DeepLinkRefused, ConnectFailed) as refused:
            came.append((type(refused), str(refused)))
    return came


def sign_in(client: Client) -> Screen:
    return client.sign_in(email="ann@example.com", password="secret")


def test_a_whole_day_with_the_app_is_the_same_on_both(two: list[Owner]) -> None:
    def day(client: Client) -> list[Screen]:
        seen = [sign_in(client), client.open_crm(), client.search("лід 1"), client.search("nobody"), client.search("")]
        seen += [client.choose_stage("Дзвінок"), client.choose_status("NEW"), client.choose_status(None)]
        seen += [client.choose_pipeline("Продажі"), client.clear_filter(), client.pull_to_refresh()]
        seen += [client.open_lead("Лід 1", which=1), client.open_crm()]
        seen += [client.open_shared_lead(LeadCard("uuid-1", 1001, "", None)), client.open_crm()]
        client.to_background()
        seen += [client.screen, client.to_foreground()]
        client.kill()
        seen += [client.screen, client.launch(), client.open_crm()]
        client.kill()
        return [*seen, client.deliver_link("foryoure://amo-crm/callback?success=true"), client.disconnect()]

    headless, web = both(two, day)
    assert headless == web
    assert two[0].seen() == two[1].seen()
    assert two[0].asked() == two[1].asked()
    assert len(two[0].seen()) > 20


OUT_OF_REACH: dict[str, Callable[[Client], object]] = {
    "a button": lambda client: client.retry(),
    "another button": lambda client: client.press_connect(),
    "the way back": lambda client: client.back_to_crm(),
    "a lead like another": lambda client: client.open_lead("Лід 11"),
    "a lead too far down": lambda client: client.open_lead("Лід 1", which=2),
    "a pipeline": lambda client: client.choose_pipeline("Продаж"),
    "a stage": lambda client: client.choose_stage("Нічого"),
    "a status": lambda client: client.choose_status("NEWS"),
    "another app's link": lambda client: client.deliver_link("foryouree://amo-crm/callback?success=true"),
    "a link to no screen": lambda client: client.deliver_link("foryoure://amo-crm/else"),
}


def test_what_is_out_of_reach_is_refused_in_the_same_words_and_changes_nothing(two: list[Owner]) -> None:
    both(two, sign_in)
    both(two, lambda client: client.open_crm())
    for what, act in OUT_OF_REACH.items():
        headless, web = both(two, act)
        assert headless == web, what
        assert isinstance(headless, tuple), f"{what} was in reach"
    before, after = both(two, lambda client: client.screen)
    assert before == after
    assert two[0].seen() == two[1].seen()


def test_an_app_that_is_not_in_front_is_used_by_nobody(two: list[Owner]) -> None:
    both(two, sign_in)
    both(two, lambda client: client.to_background())
    headless, web = both(two, lambda client: client.open_crm())
    assert headless == web == (NotOnScreen, str(headless[1]))  # type: ignore[index]  # a tuple, as the next line says
    both(two, lambda client: client.kill())
    headless, web = both(two, lambda client: client.to_background())
    assert headless == web
    assert isinstance(headless, tuple)
    assert both(two, lambda client: client.in_front) == [False, False]


def test_no_consent_page_is_an_alert_that_goes_with_the_next_thing_that_is_done(two: list[Owner]) -> None:
    for owner in two:
        answers(owner.site, connected=False)
        owner.site.pages["/api/amo-crm/connect"] = Page('{"message": "out of order"}', status=503)
    both(two, sign_in)
    both(two, lambda client: client.open_crm())
    headless, web = both(two, lambda client: client.press_connect())
    assert headless == web == (ConnectFailed, str(headless[1]))  # type: ignore[index]  # likewise
    assert "503 out of order" in str(web)
    assert "Помилка при відкритті браузера" in two[1].seen()[-1].texts
    both(two, lambda client: client.open_crm())
    assert two[0].seen() == two[1].seen()
    for owner in two:
        answers(owner.site, connected=False)
    assert both(two, lambda client: client.press_connect()) == [CONSENT, CONSENT]
    assert both(two, lambda client: client.in_front) == [False, False]


def test_without_a_network_both_say_so_and_recover(two: list[Owner]) -> None:
    def trip(client: Client) -> list[Screen]:
        sign_in(client)
        client.go_offline()
        seen = [client.open_crm(), client.retry()]
        client.go_online()
        return [*seen, client.retry()]

    headless, web = both(two, trip)
    assert headless == web
    assert two[0].asked() == two[1].asked()
    assert ("leads", 0) in two[1].asked()


def test_the_list_is_searched_and_narrowed_also_where_it_could_not_be_loaded(two: list[Owner]) -> None:
    def narrow(client: Client) -> list[Screen]:
        return [client.open_crm(), client.search("лід"), client.choose_stage("Дзвінок"), client.clear_filter()]

    for owner in two:
        owner.site.pages["/api/v1/leads"] = Page('{"message": "no leads today"}', status=503)
    both(two, sign_in)
    headless, web = both(two, narrow)
    assert headless == web
    assert two[0].seen() == two[1].seen()
    assert two[1].seen()[-1].leads_state == "error"


@pytest.mark.parametrize("killed", [False, True], ids=["running", "killed"])
def test_a_session_is_spoilt_in_the_storage_of_the_phone(two: list[Owner], *, killed: bool) -> None:
    def spoil(client: Client) -> None:
        sign_in(client)
        if killed:
            client.kill()
        client.spoil_session(renewable=True)
        client.launch()
        client.open_crm()

    both(two, spoil)
    for owner in two:
        sent = [visit.headers.get("Authorization") for visit in owner.site.visits if visit.path != "/api/auth/login"]
        assert set(sent) == {"Bearer a.b.Bg"}


@pytest.mark.parametrize("killed", [False, True])
def test_a_phone_that_is_put_away_leaves_nothing_in_the_profile(
    two: list[Owner], tabs: PhoneTabs, *, killed: bool
) -> None:
    phone = two[1].client
    sign_in(phone)
    if killed:
        phone.kill()
    phone.close()
    page = tabs.take()
    assert page.evaluate("Object.keys(localStorage)") == []
    tabs.give_back(page)


def test_what_the_screen_showed_is_dated_between_the_answer_and_the_next_step(two: list[Owner]) -> None:
    web = two[1]
    sign_in(web.client)
    web.client.open_crm()
    web.flush()
    told = [entry for entry in web.entries if isinstance(entry, Exchange | ScreenSeen)]
    ids = [entry.role if isinstance(entry, Exchange) else entry.screen.id for entry in told]
    assert ids[:2] == ["sign_in", "home"]
    assert ids.index("status") < ids.index("crm.connected")
    assert [entry.at_ns for entry in told if isinstance(entry, ScreenSeen)] == sorted(
        entry.at_ns for entry in told if isinstance(entry, ScreenSeen)
    )


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("console.error('half a key')", "half a key"),
        (
            "new Promise(done => { setTimeout(done, 20); setTimeout(() => { throw new Error('half a lock') }, 0) })",
            "lock",
        ),
    ],
    ids=["written to the console", "thrown"],
)
def test_a_mistake_in_the_phones_own_page_is_the_harnesss(two: list[Owner], script: str, said: str) -> None:
    web = two[1].client
    assert isinstance(web, WebPhone)
    assert web._page is not None
    with pytest.raises(PhonePageBroken, match=said) as broken:
        web._page.act("break", lambda page: page.evaluate(script))
    assert "a mistake of the harness" in str(broken.value)


def test_only_the_phone_that_is_drawn_has_a_picture_and_taking_it_disturbs_nothing(two: list[Owner]) -> None:
    both(two, sign_in)
    headless, web = both(two, lambda client: client.picture())
    assert headless is None
    assert isinstance(web, bytes)
    assert web.startswith(b"\x89PNG")
    both(two, lambda client: client.kill())
    assert both(two, lambda client: client.picture()) == [None, None]


def test_a_page_that_does_not_do_what_it_is_asked_is_told_with_what_was_asked(two: list[Owner]) -> None:
    web = two[1].client
    assert isinstance(web, WebPhone)
    assert web._page is not None
    with pytest.raises(PhonePageBroken, match="couldn't openShared"):
        web._page.tell("openShared", None)


# A tab behind another one soon gets no more than one frame a second for what it changes.
_TEN_CHANGES = """() => new Promise((done) => {
  setTimeout(() => done(false), 5000);
  const change = (left) => {
    if (left === 0) return done(true);
    document.body.style.outline = `${left}px solid`;
    requestAnimationFrame(() => change(left - 1));
  };
  change(10);
})"""


def test_whichever_of_two_phones_is_used_is_drawn_without_delay(tabs: PhoneTabs, host: WebHost) -> None:
    networks = [PhoneNetwork(person=name, base_url=host.url, recorder=recorder([])) for name in ("Ann", "Ben")]
    phones = [PhonePage(tabs, host.add(HostedPhone(network.send, driven=True))) for network in networks]
    for phone in (*phones, *phones):
        assert phone.act("draw", lambda page: page.evaluate(_TEN_CHANGES))
    for phone, network in zip(phones, networks, strict=True):
        phone.close()
        network.close()


def test_each_time_that_a_page_tells_narrows_its_clock_down() -> None:
    clock = PageClock()
    clock.told(1.0, asked_ns=100_000_000, answered_ns=110_000_000)  # zero at 99…109 ms
    clock.told(20.0, asked_ns=121_000_000, answered_ns=124_000_000)  # zero at 101…104 ms
    clock.told(30.0, asked_ns=132_000_000, answered_ns=133_000_000)  # zero at 102…103 ms
    assert clock.at(10.0) == 112_500_000
