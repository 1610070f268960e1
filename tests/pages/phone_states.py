"""Every screen of the app, one after another, with whatever words a backend and an account may put on them."""

import threading
from collections.abc import Iterator

from simulated_client.messages import APP
from simulated_client.phone_settings import PhoneSettings
from simulated_client.transport import requests_send
from simulated_client.web_host import WebHost
from tests.pages.browsing import Person, WebPhone
from tests.simulated_client.scripted_backend import (
    CONNECT,
    DISCONNECT,
    LEADS,
    LOGIN,
    STATUS,
    Reply,
    ScriptedBackend,
    lead,
)

LINK = "foryoure://amo-crm/callback"


class EveryScreen:
    """A phone whose backend says what it is told to say."""

    def __init__(self, host: WebHost, person: Person, backend: ScriptedBackend, words: str = "Ліс") -> None:
        self._words = words
        self._backend = backend
        backend.leads = [lead(number, guestName=words, guestPhone=words) for number in (1, 2)]
        backend.leads += [lead(3, guestName="", price=None, guestPhone=None)]
        stages = [{"id": number, "name": f"{number} {words}"} for number in (1, 2)]
        backend.pipelines = [{"id": number, "name": f"{number} {words}", "stages": stages} for number in (1, 2)]
        self.phone = WebPhone(host, person, requests_send(backend.url), PhoneSettings())
        self.page = self.phone.page

    def walk(self) -> Iterator[str]:
        """What is on the screen now, in words for whoever reads of it."""
        yield from self._signing_in()
        yield from self._not_connected()
        yield from self._callback()
        yield from self._connected()

    def _signing_in(self) -> Iterator[str]:
        yield "sign-in"
        self._backend.script(LOGIN, self._refusal(401))
        self.phone.sign_in("olha@example.com", "secret")
        yield "sign-in refused"
        self.phone.sign_in("olha@example.com", "secret")
        yield "home"

    def _not_connected(self) -> Iterator[str]:
        answered = threading.Event()
        self._backend.script(LEADS, Reply(200, {"data": [], "totalPages": 1}, wait_for=answered))
        self.page.get_by_role("button", name=APP["home.crm"], exact=True).first.click()
        self.page.get_by_text(APP["leads.loading"]).wait_for()
        yield "leads loading"
        answered.set()
        self.phone.settled()
        yield "not connected, no leads"
        self._backend.script(CONNECT, self._refusal(500))
        self.phone.press("crm.connect")
        yield "alert"
        self.page.keyboard.press("Escape")
        self._backend.script(STATUS, self._refusal(500))
        self._backend.script(LEADS, *[self._refusal(500)] * 2)
        self.phone.press("leads.refresh")
        self.page.get_by_role("navigation").get_by_role("button", name=APP["home.crm"]).click()
        self.phone.settled()
        yield "status and leads refused"
        self.phone.press("crm.connect")
        yield "in the background"

    def _callback(self) -> Iterator[str]:
        self.phone.deliver(f"{LINK}?error=access_denied")
        yield "callback error"
        self.phone.deliver(LINK)
        yield "callback without a code"
        self._backend.connected = True
        self.phone.deliver(f"{LINK}?success=true", seconds=0.5)
        yield "callback success"

    def _connected(self) -> Iterator[str]:
        self.phone.settled()
        yield "leads"
        self.phone.press("filter.open")
        yield "window of choice"
        self.page.get_by_role("radio").filter(has_text="1").last.click()
        self.phone.settled()
        yield "narrowed leads"
        self.page.locator("[data-lead]").first.get_by_role("button").click()
        self.phone.settled()
        yield "lead"
        self.phone.press("lead.back")
        gone = self._backend.leads.pop(0)
        self.page.evaluate("(id) => window.phone.openShared({id, amo_id: 1})", gone["id"])
        self.phone.settled()
        yield "lead that is gone"
        self.phone.press("lead.back")
        self.phone.press("crm.disconnect")
        yield "question"
        self._backend.script(DISCONNECT, self._refusal(500))
        self.page.get_by_role("alertdialog").get_by_role("button", name=APP["crm.disconnect"]).click()
        self.phone.settled()
        yield "alert of a disconnection"

    def _refusal(self, status: int) -> Reply:
        return Reply(status, {"message": self._words})
