"""The phone in a browser as the Client port: real presses, and the same record as the headless phone's."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Page

from harness.adapters.phone_network import PhoneNetwork
from harness.adapters.phone_page import PhonePage, PhonePageBroken, Report
from harness.adapters.phone_screen import as_seen
from harness.adapters.phone_tabs import PhoneTabs
from harness.adapters.recorder import Recorder
from harness.wire.exchange import LeadCard, Screen
from simulated_client import PhoneSettings
from simulated_client.messages import APP, locale
from simulated_client.reach import Reach
from simulated_client.web_host import HostedPhone, WebHost

IDLE_SECONDS: Final = 30.0  # virtual ones, as the headless phone waits


class WebPhone:
    """One person's phone: a killed app is a page that is gone, and its storage is the browser's below its address."""

    def __init__(
        self,
        *,
        person: str,
        settings: PhoneSettings,
        network: PhoneNetwork,
        recorder: Recorder,
        host: WebHost,
        tabs: PhoneTabs,
    ) -> None:
        self._person = person
        self._network = network
        self._recorder = recorder
        self._host = host
        self._tabs = tabs
        self._reach = Reach(settings)
        self._search = locale(settings.language)["search"]
        self._address = host.add(HostedPhone(network.send, settings, driven=True))
        self._in_front = True
        self._page: PhonePage | None = PhonePage(tabs, self._address)
        begun = self._page.report()
        self._last, self._alert = begun.screen, begun.alert

    def close(self) -> None:
        """End the app, and take the phone from its host."""
        self.kill()
        self._tabs.forget(urlsplit(self._address).path)
        self._host.remove(self._address)
        self._network.close()

    def sign_in(self, *, email: str, password: str) -> Screen:
        """Fill in the form and send it."""
        self._recorder.redactor.know(password)  # a backend may call the field whatever it likes
        page = self._app()
        button = self._reach.button(self._last, "sign_in.button")

        def fill(shown: Page) -> None:
            shown.get_by_label(APP["sign_in.email"], exact=True).fill(email)
            shown.get_by_label(APP["sign_in.password"], exact=True).fill(password)

        page.act("fill in the form", fill)
        page.press(button)
        return self._settled()

    def open_crm(self) -> Screen:
        """Press the tab."""
        page = self._app()
        if self._last.id.startswith("callback."):  # that screen covers the tab bar
            self._reach.button(self._last, "home.crm")
        if self._last.id != "crashed":  # on which there is nothing to press
            page.press(APP["home.crm"], within="nav")
        return self._settled()

    def press_connect(self) -> str:
        """Press the connect button; answers what the system browser is to open, which then covers the app."""
        page = self._app()
        page.press(self._reach.button(self._last, "crm.connect"))
        url = self._take(page.report(settle=IDLE_SECONDS)).opened
        if url is None:
            raise self._reach.no_consent(self._last.reason or "")
        self._leave(page)
        return url

    def deliver_link(self, url: str) -> Screen:
        """The system hands the link to the app, or starts it with it."""
        self._reach.link(url)
        if self._page is None:
            self._page = PhonePage(self._tabs, self._address, link=url)
        else:
            self._page.tell("deliver", url)
        return self._come(self._page)

    def launch(self) -> Screen:
        """Tap the app's icon."""
        return self.to_foreground()

    def to_background(self) -> None:
        """Another app comes to the front."""
        self._leave(self._app())

    def to_foreground(self) -> Screen:
        """Back through the app switcher; the card of a killed app starts it anew."""
        if self._page is None:
            self._page = PhonePage(self._tabs, self._address)
        return self._come(self._page)

    def kill(self) -> None:
        """The system ends the app."""
        if self._page is not None:
            self._page.close()
        self._page, self._in_front = None, False

    def spoil_session(self, *, renewable: bool) -> None:
        """The app's session is no longer good; of a killed app it is what the storage holds."""
        page = self._page or PhonePage(self._tabs, self._address)
        page.tell("spoil", renewable)
        if self._page is None:
            page.close()

    def go_offline(self) -> None:
        """No request leaves the phone."""
        self._network.is_online = False

    def go_online(self) -> None:
        """Requests leave it again."""
        self._network.is_online = True

    def back_to_crm(self) -> Screen:
        """Leave the callback screen by its button."""
        return self._press("callback.back")

    def retry(self) -> Screen:
        """Press «Спробувати знову»."""
        return self._press("leads.retry")

    def pull_to_refresh(self) -> Screen:
        """What a page has for pulling the list down."""
        page = self._app()
        self._reach.leads(self._last)
        page.press(APP["leads.refresh"])
        return self._settled()

    def search(self, text: str) -> Screen:
        """Type into the search box."""
        page = self._app()
        self._reach.leads(self._last)
        page.act("search", lambda shown: shown.get_by_role("searchbox", name=self._search).fill(text))
        return self._settled()

    def choose_status(self, status: str | None) -> Screen:
        """Narrow the list to a status."""
        page = self._choosing("status")
        self._reach.status(status)
        return self._choose(page, "filter.status", APP["filter.all"] if status is None else status)

    def choose_pipeline(self, name: str) -> Screen:
        """Narrow the list to a pipeline."""
        return self._choose(self._choosing("pipeline_id"), "filter.pipeline", name)

    def choose_stage(self, name: str) -> Screen:
        """Narrow the list to a stage."""
        return self._choose(self._choosing("stage_id"), "filter.stage", name)

    def clear_filter(self) -> Screen:
        """Show all leads again."""
        page = self._app()
        self._reach.leads(self._last)
        page.press(APP["filter.open"])
        page.press(APP["filter.clear"], within="[role=dialog]")
        return self._settled()

    def open_lead(self, name: str, *, which: int = 0) -> Screen:
        """Tap a lead's card."""
        return self.tap_lead(name, which=which)()

    def tap_lead(self, name: str, *, which: int = 0) -> Callable[[], Screen]:
        """Tap a lead's card; the page makes its requests by itself."""
        page = self._app()
        self._reach.leads(self._last)
        self._reach.call("lead")
        place = self._reach.card(self._last, name, which=which)
        page.act(f"tap «{name}»", lambda shown: shown.locator("[data-lead]").nth(place).get_by_role("button").click())
        return self._settled

    def open_shared_lead(self, card: LeadCard) -> Screen:
        """Open a shared link to a lead."""
        page = self._app()
        self._reach.call("lead")
        page.tell("openShared", {"id": card.id, "amo_id": card.amo_id})
        return self._settled()

    def disconnect(self) -> Screen:
        """Disconnect amoCRM and confirm."""
        self._reach.call("disconnect")
        page = self._app()
        button = self._reach.button(self._last, "crm.disconnect")
        page.press(button)
        page.press(button, within="[role=alertdialog]")
        return self._settled()

    def picture(self) -> bytes | None:
        """The page of the app, if it runs."""
        return None if self._page is None else self._page.picture(hide=self._recorder.redactor.hide)

    @property
    def in_front(self) -> bool:
        """Whether the app runs and is not in the background."""
        return self._page is not None and self._in_front

    @property
    def screen(self) -> Screen:
        """The screen once the app is idle."""
        return as_seen(self._last) if self._page is None else self._settled()

    def _app(self) -> PhonePage:
        """The app as a person finds it; whatever they do next closes an open alert."""
        self._reach.app(running=self._page is not None, in_front=self._in_front)
        assert self._page is not None
        if self._alert:
            self._page.act("close the alert", lambda shown: shown.keyboard.press("Escape"))
            self._take(self._page.report())
        return self._page

    def _press(self, button: str) -> Screen:
        page = self._app()
        page.press(self._reach.button(self._last, button))
        return self._settled()

    def _choosing(self, placeholder: str) -> PhonePage:
        page = self._app()
        self._reach.filter(self._last, placeholder)
        return page

    def _choose(self, page: PhonePage, group: str, name: str) -> Screen:
        """Pick it in the window of choice, which closes by that; where it isn't there, close it and say what is."""
        page.press(APP["filter.open"])

        def pick(shown: Page) -> list[str] | None:
            choices = shown.get_by_role("radiogroup", name=APP[group], exact=True).get_by_role("radio")
            wanted = choices.and_(shown.get_by_role("radio", name=name, exact=True))
            if wanted.count():
                wanted.first.click()
                return None
            offered = choices.all_text_contents()
            shown.keyboard.press("Escape")
            return offered

        offered: list[str] | None = page.act(f"choose «{name}»", pick)
        if offered is not None:
            raise self._reach.no_choice(name, offered)
        return self._settled()

    def _leave(self, page: PhonePage) -> None:
        page.tell("appState", "background")
        self._in_front = False

    def _come(self, page: PhonePage) -> Screen:
        self._in_front = True
        page.tell("appState", "active")
        return self._settled()

    def _settled(self) -> Screen:
        assert self._page is not None
        self._take(self._page.report(settle=IDLE_SECONDS))
        return as_seen(self._last)

    def _take(self, report: Report) -> Report:
        """Note what has changed; of an app that isn't in front nobody sees anything."""
        self._alert = report.alert
        if not self._in_front:
            return report
        for screen, at in report.changes:
            if not screen.looks_like(self._last):
                self._last = screen
                self._recorder.screen(self._person, as_seen(screen), at_ns=at)
        if not report.screen.looks_like(self._last):
            raise PhonePageBroken(f"it shows {report.screen.id} and has told of {self._last.id} only")
        return report
