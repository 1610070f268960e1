"""The seed's six steps, pressed by hand: app, consent page of amoCRM in the system's browser, callback page, app."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from simulated_client.phone_settings import PhoneSettings
from simulated_client.transport import requests_send
from tests.pages.browsing import Person, Scheme, WebPhone
from tests.pages.systems import Systems

BEFORE_IT_MOVES_ON = 0.5  # virtual seconds; the success stays for one


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen after a step of the seed."""

    step: str
    page: Page
    screen: str = ""  # the app's, where it is in front


class Journey:
    """Somebody who connects an account of the demo world; what was answered badly on the way is kept."""

    def __init__(self, systems: Systems, *, size: str = "phone", scheme: Scheme = "light") -> None:
        self.account = systems.crm.create_account(world="demo", lang="uk")
        self.asked: list[str] = []
        self.refused: list[str] = []
        self._user = systems.backend.new_user("Олена")
        self._systems = systems
        self._size = size
        self._person = Person(systems.browser, "phone", scheme)
        self.phone = WebPhone(systems.host, self._person, requests_send(systems.backend.base_url), PhoneSettings())
        self.phone.page.on("response", lambda answer: self._answered(answer.url, answer.status))

    def steps(self) -> Iterator[Sight]:
        """One after another, each done when it is asked for."""
        phone = self.phone
        phone.sign_in(self._user.email, self._user.password)
        yield Sight("Відкрийте мобільний додаток", phone.page, phone.press("home.crm"))
        phone.press("crm.connect")
        browser = self._person.open(phone.consent_address(), self._size)
        browser.on("response", lambda answer: self._answered(answer.url, answer.status))
        yield Sight("Натисніть «Підключити»", browser)
        browser.get_by_test_id("email").fill(self.account.user.email)
        browser.get_by_test_id("password").fill(self.account.user.password)
        browser.get_by_test_id("sign-in-submit").click()
        browser.get_by_test_id("allow").wait_for()
        yield Sight("Авторизуйтесь в amoCRM", browser)
        browser.get_by_test_id("allow").click()
        button = browser.get_by_role("button", name="Return to App")
        button.wait_for()
        yield Sight("Натисніть «Дозволити»", browser)
        with browser.context.expect_event("request", lambda request: request.url.startswith("foryoure:")):
            button.click(no_wait_after=True)
        browser.close()
        phone.page.bring_to_front()
        screen = phone.deliver(self._person.links[-1], seconds=BEFORE_IT_MOVES_ON)
        yield Sight("Натисніть «Return to App»", phone.page, screen)
        yield Sight("Підключено, ліди завантажено", phone.page, phone.settled())

    def close(self) -> None:
        """Nothing may have complained."""
        self._person.close()

    def _answered(self, url: str, status: int) -> None:
        self.asked.append(url)
        if status >= 400:
            self.refused.append(f"{status} {url}")
