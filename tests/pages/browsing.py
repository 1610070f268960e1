"""A real browser for pages of every kind, the phone in it, and what no page may do: complain, or ask anybody."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, Dialog, Page, ViewportSize, sync_playwright

from harness.adapters.chromium_executable import find_chromium
from harness.settings import BrowserSettings
from simulated_client import Send
from simulated_client.messages import APP
from simulated_client.phone_settings import PhoneSettings
from simulated_client.web_host import HostedPhone, WebHost

Scheme = Literal["light", "dark"]
SIZES: Mapping[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "popup": {"width": 750, "height": 580},
    "desktop": {"width": 1280, "height": 800},
}
# Every page has its own refusals: that one was answered is no mistake of the page.
REFUSED = "Failed to load resource: the server responded"
# Of what scrolls in either direction, and of the page itself, nothing may be wider than it is.
SIDEWAYS = """() => [document.documentElement, ...document.body.querySelectorAll("*")]
  .filter((each) => each.scrollWidth > each.clientWidth + 1)
  .filter((each) => {
    const { overflowX, overflowY } = getComputedStyle(each);
    return each.parentElement === null || /auto|scroll/.test(overflowX + overflowY);
  })
  .map((each) => each.outerHTML.slice(0, 120))"""
PRESSED = ":is(button, a[href], [role=radio], input):not([inert] *):not([type=hidden]):enabled:visible"
IDLE = 30  # virtual seconds, as the harness waits


@contextmanager
def chromium(*, mock_port: int) -> Iterator[Browser]:
    """Chromium, to which amoCRM's and Kommo's hosts are the fake at that port; `BrowserMissing` where there is none."""
    executable = find_chromium(BrowserSettings())
    rules = ",".join(f"MAP *.{domain} 127.0.0.1:{mock_port}" for domain in ("amocrm.ru", "kommo.com"))
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=executable, args=[f"--host-resolver-rules={rules}", "--disable-background-networking"]
        )
        yield started
        started.close()


class Person:
    """Somebody with a profile of their own, its pages watched."""

    def __init__(self, browser: Browser, size: str = "phone", scheme: Scheme = "light") -> None:
        self.complaints: list[str] = []
        self.links: list[str] = []
        self._context = browser.new_context(
            viewport=SIZES[size], color_scheme=scheme, locale="uk-UA", reduced_motion="reduce"
        )
        self._context.set_default_timeout(10_000)
        self._context.on("request", lambda request: self._asked(request.url))
        self._context.on("page", self._watch)

    def open(self, url: str, size: str | None = None) -> Page:
        """One more tab."""
        page = self._context.new_page()
        if size is not None:
            page.set_viewport_size(SIZES[size])
        page.goto(url)
        return page

    def close(self) -> None:
        """Nothing may be left to complain about."""
        self._context.close()
        assert self.complaints == []

    def _watch(self, page: Page) -> None:
        page.on("dialog", self._interrupted)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._heard(message.text))

    def _interrupted(self, dialog: Dialog) -> None:
        self.complaints.append(f"a script asks: {dialog.message}")
        dialog.dismiss()

    def _heard(self, text: str) -> None:
        if not text.startswith(REFUSED):
            self.complaints.append(text)

    def _asked(self, url: str) -> None:
        if url.startswith("foryoure:"):
            self.links.append(url)


class WebPhone:
    """The app's page, whose time passes while somebody waits for it."""

    def __init__(self, host: WebHost, person: Person, send: Send, settings: PhoneSettings) -> None:
        self.page = person.open(host.add(HostedPhone(send, settings, driven=True)))
        self.page.wait_for_function("() => window.phone")

    def settled(self, seconds: float = IDLE) -> str:
        """The screen that is there after so long, or when nothing happens any more."""
        screen: Mapping[str, object] = self.page.evaluate("(seconds) => window.phone.settle(seconds)", seconds)
        return str(screen["id"])

    def press(self, text: str) -> str:
        """A button, and what comes of it."""
        self.page.get_by_role("button", name=APP[text], exact=True).first.click()
        return self.settled()

    def sign_in(self, email: str, password: str) -> str:
        """Fill in the form."""
        self.page.get_by_label(APP["sign_in.email"], exact=True).fill(email)
        self.page.get_by_label(APP["sign_in.password"], exact=True).fill(password)
        return self.press("sign_in.button")

    def consent_address(self) -> str:
        """What the system browser is to open."""
        opened = self.page.evaluate("() => window.phone.opened()")
        assert opened, "the app opens no page of amoCRM"
        return str(opened)

    def deliver(self, link: str, *, seconds: float = IDLE) -> str:
        """The system hands a link over."""
        refused = self.page.evaluate("(link) => window.phone.deliver(link)", link)
        assert refused is None
        return self.settled(seconds)


def holds(page: Page) -> None:
    """Nothing sticks out at the sides, nothing scrolls sideways, and every button within reach can be pressed."""
    assert page.evaluate(SIDEWAYS) == [], page.url
    dialog = page.locator("[role=dialog], [role=alertdialog]")
    reach = dialog if dialog.count() else page.locator("body")
    for button in reach.locator(PRESSED).all():
        button.click(trial=True)
