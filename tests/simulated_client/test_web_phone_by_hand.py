"""The web phone as a person has it: real time, a tray for what the phone's system does, links from outside."""

import threading
from urllib.parse import quote

import pytest
from scripted_backend import CONNECT, LEADS, STATUS, Reply, lead

from simulated_client.messages import APP, LOCALES
from simulated_client.phone_settings import PhoneSettings
from simulated_client.transport import requests_send
from simulated_client.web import sources
from simulated_client.web_host import HostedPhone, WebHost
from tests.real_browser import real_browser

WORDS = LOCALES["en"]
SUCCESS = "foryoure://amo-crm/callback?success=true"
TURNS = "async () => { for (let turn = 0; turn < 20; turn += 1) await new Promise((go) => setTimeout(go)); }"
CONSENT = "https://www.amocrm.ru/**"

pytestmark = pytest.mark.skipif(
    not sources.is_built(), reason="the pages aren't built; `python tests/prerequisites.py web` builds them"
)


@pytest.fixture(scope="module")
def browser():
    with real_browser() as started:
        yield started


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    context.set_default_timeout(10_000)
    context.route(CONSENT, lambda route: route.fulfill(body="<title>Consent</title>", content_type="text/html"))
    yield context
    context.close()


@pytest.fixture
def address(backend):
    backend.leads = [lead(1), lead(2)]
    with WebHost() as host:
        yield host.add(HostedPhone(requests_send(backend.url, timeout=5), PhoneSettings(language="en")))


class ByHand:
    """The phone's page and what a person does with it."""

    def __init__(self, context, address):
        self.complaints = []
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)

    def press(self, name, *, inside="body"):
        self.page.locator(inside).get_by_role("button", name=name, exact=True).click()

    def sign_in(self):
        self.page.get_by_label(APP["sign_in.email"]).fill("olha@example.com")
        self.page.get_by_label(APP["sign_in.password"]).fill("secret")
        self.page.keyboard.press("Enter")
        self.on("home")

    def on(self, screen):
        self.page.locator(f'[data-screen="{screen}"]').wait_for()

    def reads(self, text):
        self.page.locator("[data-text]", has_text=text).first.wait_for()


@pytest.fixture
def phone(context, address):
    phone = ByHand(context, address)
    phone.sign_in()
    yield phone
    assert phone.complaints == []


def test_the_way_through_a_popup_and_back_by_a_link_of_the_computers_system(phone, context, address, backend):
    phone.press(APP["home.crm"], inside="nav")
    phone.on("crm.not_connected")
    with context.expect_page() as opening:
        phone.press(APP["crm.connect"])
    popup = opening.value
    popup.wait_for_url(CONSENT)
    assert popup.evaluate("window.opener") is None
    assert popup.evaluate("[innerWidth, innerHeight]") == [750, 580]
    phone.page.get_by_role("main").get_by_role("button", name=WORDS["phone.foreground"]).wait_for()

    backend.connected = True
    with popup.expect_event("close"):
        # Its script closes the window, perhaps before the navigation has ended.
        popup.evaluate("address => location.assign(address)", f"{address}open?link={quote(SUCCESS, safe='')}")
    phone.on("callback.success")
    phone.on("crm.connected")
    phone.page.locator("[data-lead]").nth(1).wait_for()
    assert phone.page.locator("[data-lead]").count() == 2


def test_a_link_with_no_phone_open_starts_one(context, address, backend, phone):
    backend.connected = True
    phone.page.close()
    started = ByHand(context, f"{address}open?link={quote(SUCCESS, safe='')}")
    started.on("crm.connected")
    assert started.page.url == address
    started.page.reload()
    started.on("home")


def test_of_two_pages_with_the_same_phone_one_takes_the_link(phone, context, address):
    other = ByHand(context, address)
    other.on("home")
    handing = context.new_page()
    handing.goto(f"{address}settings.json")  # a window with a history isn't closed by its script
    handing.goto(f"{address}open?link={quote('foryoure://amo-crm/callback?error=denied', safe='')}")
    handing.get_by_text(WORDS["tray.handed"]).wait_for()
    taken = [page.locator('[data-screen="callback.error"]') for page in (phone.page, other.page)]
    phone.page.wait_for_function("() => navigator.locks.query().then(({held}) => held.length === 1)")
    assert sorted(screen.count() for screen in taken) == [0, 1]


def test_a_phone_that_is_busy_takes_no_link_that_another_page_has_become_the_phone_for(phone, context, address):
    """Its answer came too late: whoever has the link by then keeps it."""
    phone.page.evaluate("() => setTimeout(() => { for (const began = Date.now(); Date.now() < began + 2500;); })")
    started = ByHand(context, f"{address}open?link={quote('foryoure://amo-crm/callback?error=denied', safe='')}")
    started.on("callback.error")
    phone.page.evaluate(TURNS)
    assert phone.page.locator('[data-screen="home"]').count() == 1


def test_a_killed_app_opens_no_browser(phone, context, backend):
    go = threading.Event()
    backend.script(CONNECT, Reply(200, {"data": {"url": "https://www.amocrm.ru/oauth?client_id=c"}}, wait_for=go))
    phone.press(APP["home.crm"], inside="nav")
    phone.on("crm.not_connected")
    with phone.page.expect_response("**/connect"):
        phone.press(APP["crm.connect"])
        phone.press(WORDS["tray.kill"])
        go.set()
    phone.page.evaluate(TURNS)
    assert len(context.pages) == 1
    assert phone.page.get_by_role("link", name=WORDS["tray.browsed"]).count() == 0


def test_the_consent_page_can_be_opened_once_more_where_the_browser_has_blocked_it(phone, context):
    phone.press(APP["home.crm"], inside="nav")
    with context.expect_page() as opening:
        phone.press(APP["crm.connect"])
    opening.value.close()
    again = phone.page.get_by_role("link", name=WORDS["tray.browsed"])
    assert again.get_attribute("href").startswith("https://www.amocrm.ru/oauth?")
    assert again.get_attribute("rel") == "noopener noreferrer"


def test_the_app_asks_again_when_it_comes_back_to_the_front(phone, backend):
    phone.press(APP["home.crm"], inside="nav")
    phone.on("crm.not_connected")
    phone.press(WORDS["tray.background"])
    backend.connected = True
    phone.press(WORDS["phone.foreground"], inside="aside")
    phone.on("crm.connected")


def test_a_killed_app_remembers_the_person_and_nothing_else(phone, backend):
    phone.press(APP["home.crm"], inside="nav")
    phone.on("crm.not_connected")
    phone.press(WORDS["tray.kill"])
    asked = backend.count(STATUS)
    phone.press(WORDS["phone.launch"], inside="main")
    phone.on("home")
    assert backend.count(STATUS) == asked


def test_without_a_network_nothing_leaves_the_phone(phone, backend):
    phone.page.get_by_label(WORDS["tray.offline"]).check()
    asked = len(backend.hits)
    phone.press(APP["home.crm"], inside="nav")
    phone.reads(APP["leads.error"])  # after the retry, two real seconds later
    phone.reads("Network Error")
    assert len(backend.hits) == asked
    phone.page.get_by_label(WORDS["tray.offline"]).uncheck()
    phone.press(APP["leads.retry"])
    phone.page.locator("[data-lead]").first.wait_for()
    assert backend.count(LEADS) == 1


def test_a_session_that_is_over_is_renewed_or_asked_for_anew(phone, backend):
    backend.renewals = iter(["jwt-1"])
    phone.press(WORDS["tray.spoil"])
    phone.press(APP["home.crm"], inside="nav")
    phone.on("crm.not_connected")
    phone.press(WORDS["tray.spoil_all"])
    phone.press(APP["home.crm"], inside="nav")
    phone.on("sign_in")


def test_a_pasted_link_is_opened_or_refused_with_the_reason(phone):
    field = phone.page.get_by_label(WORDS["tray.link"])
    field.fill("foryouapp://amo-crm/callback?success=true")
    field.press("Enter")
    said = phone.page.locator("aside").get_by_role("status")
    assert said.inner_text() == (
        "The app doesn't open 'foryouapp://': its scheme is 'foryoure'. It looks like a typing mistake."
    )
    field.fill("foryoure://amo-crm/callback?error=access_denied")
    field.press("Enter")
    phone.on("callback.error")
    assert phone.page.locator('[data-screen="callback.error"]').get_attribute("data-reason") == "access_denied"
    assert said.inner_text() == ""


def test_a_notice_goes_with_whatever_is_pressed_next_and_a_question_holds_the_focus(phone, backend):
    backend.script(CONNECT, Reply(500, {"message": "out of order"}))
    phone.press(APP["home.crm"], inside="nav")
    phone.press(APP["crm.connect"])
    dialog = phone.page.get_by_role("alertdialog")
    dialog.wait_for()
    assert phone.page.locator(":focus").inner_text() == APP["alert.close"]
    phone.page.locator("[data-lead]").first.click()
    phone.on("lead")
    assert dialog.count() == 0

    backend.connected = True
    phone.press(APP["home.crm"], inside="nav")
    phone.on("crm.connected")
    phone.press(APP["crm.disconnect"])
    dialog.wait_for()
    focused = []
    for _ in range(3):
        focused.append(phone.page.locator(":focus").inner_text())
        phone.page.keyboard.press("Tab")
    assert focused == [APP["crm.disconnect.cancel"], APP["crm.disconnect"], APP["crm.disconnect.cancel"]]
    phone.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert phone.page.locator(":focus").inner_text() == APP["crm.disconnect"]
    phone.on("crm.connected")


def test_the_window_of_choice_is_walked_by_arrows_and_left_by_escape(phone, backend):
    phone.press(APP["home.crm"], inside="nav")
    opener = phone.page.get_by_role("button", name=APP["filter.open"])
    opener.focus()
    phone.page.keyboard.press("Enter")
    phone.page.get_by_role("dialog").wait_for()
    phone.page.keyboard.press("ArrowDown")
    with phone.page.expect_response(lambda answer: "status=NEW" in answer.url):
        phone.page.keyboard.press("Enter")
    phone.page.locator(".chip", has_text="NEW").wait_for()
    assert backend.hits[-1].query["status"] == "NEW"
    assert opener.evaluate("button => button === document.activeElement")  # though the list was drawn anew
    phone.page.keyboard.press("Enter")
    phone.page.get_by_role("dialog").locator("p").first.click()  # beside the choices
    phone.page.keyboard.press("Escape")
    phone.page.get_by_role("dialog").wait_for(state="detached")
    assert opener.evaluate("button => button === document.activeElement")
    assert phone.page.locator(".chip").inner_text() == "NEW"


def test_on_a_phones_width_the_frame_is_gone(phone):
    def gap():
        return phone.page.locator(".display").evaluate("display => display.getBoundingClientRect().x")

    assert gap() > 0
    assert phone.page.locator(".status-bar").is_visible()
    phone.page.set_viewport_size({"width": 360, "height": 740})
    assert gap() == 0
    assert not phone.page.locator(".status-bar").is_visible()
