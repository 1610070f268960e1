"""The simulated client as the Client port, each of its requests recorded."""

import time
from collections.abc import Collection

import requests

import simulated_client
from harness.adapters.app_api import AppApi
from harness.adapters.recorder import Recorder
from harness.wire.exchange import LeadCard, Screen


class HeadlessPhone:
    """One person's phone. It never goes through a proxy: the backend is where it says."""

    def __init__(
        self,
        *,
        person: str,
        base_url: str,
        api: AppApi,
        recorder: Recorder,
        bugs: Collection[str],
        scheme: str,
        authorize_url: str,
        client_id: str,
        language: str,
    ) -> None:
        self._person = person
        self._base_url = base_url
        self._recorder = recorder
        self._http = requests.Session()
        self._http.trust_env = False
        self._is_online = True
        self._phone = simulated_client.Phone(
            send=self._send,
            api=api.shape,
            bugs=bugs,
            scheme=scheme,
            authorize_url=authorize_url,
            client_id=client_id,
            language=language,
        )
        self._phone.on_screen(lambda screen: recorder.screen(person, _screen(screen)))

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def sign_in(self, *, email: str, password: str) -> Screen:
        """Sign in to the app."""
        self._recorder.redactor.know(password)  # a backend may call the field whatever it likes
        return _screen(self._phone.sign_in(email=email, password=password))

    def open_crm(self) -> Screen:
        """Open the CRM tab."""
        return _screen(self._phone.open_crm())

    def press_connect(self) -> str:
        """Press the connect button; answers the consent URL."""
        return self._phone.press_connect()

    def deliver_link(self, url: str) -> Screen:
        """Hand a deep link to the app."""
        return _screen(self._phone.deliver_link(url))

    def launch(self) -> Screen:
        """Tap the app's icon."""
        return _screen(self._phone.launch())

    def to_background(self) -> None:
        """Another app comes to the front."""
        self._phone.to_background()

    def to_foreground(self) -> Screen:
        """Back through the app switcher."""
        return _screen(self._phone.to_foreground())

    def kill(self) -> None:
        """The system ends the app."""
        self._phone.kill()

    def spoil_session(self, *, renewable: bool) -> None:
        """The app's session is no longer good."""
        self._phone.spoil_session(renewable=renewable)

    def go_offline(self) -> None:
        """No request leaves the phone."""
        self._is_online = False

    def go_online(self) -> None:
        """Requests leave it again."""
        self._is_online = True

    def back_to_crm(self) -> Screen:
        """Leave the callback screen by its button."""
        return _screen(self._phone.back_to_crm())

    def pull_to_refresh(self) -> Screen:
        """Pull the list down."""
        return _screen(self._phone.pull_to_refresh())

    def retry(self) -> Screen:
        """Press «Спробувати знову»."""
        return _screen(self._phone.retry())

    def search(self, text: str) -> Screen:
        """Type into the search box."""
        return _screen(self._phone.search(text))

    def choose_status(self, status: str | None) -> Screen:
        """Narrow the list to a status."""
        return _screen(self._phone.choose_status(status))

    def choose_pipeline(self, name: str) -> Screen:
        """Narrow the list to a pipeline."""
        return _screen(self._phone.choose_pipeline(name))

    def choose_stage(self, name: str) -> Screen:
        """Narrow the list to a stage."""
        return _screen(self._phone.choose_stage(name))

    def clear_filter(self) -> Screen:
        """Show all leads again."""
        return _screen(self._phone.clear_filter())

    def open_lead(self, name: str, *, which: int = 0) -> Screen:
        """Tap a lead's card."""
        return _screen(self._phone.open_lead(name, which=which))

    def open_shared_lead(self, card: LeadCard) -> Screen:
        """Open a shared link to a lead."""
        shared = simulated_client.LeadCard(id=card.id, amo_id=card.amo_id, name="", phone=None, price=None, status=None)
        return _screen(self._phone.open_shared_lead(shared))

    def disconnect(self) -> Screen:
        """Disconnect amoCRM and confirm."""
        return _screen(self._phone.disconnect())

    @property
    def in_front(self) -> bool:
        """Whether the app runs and is not in the background."""
        return self._phone.in_front

    @property
    def screen(self) -> Screen:
        """The screen once the app is idle."""
        return _screen(self._phone.settle())

    def _send(self, request: simulated_client.Request) -> simulated_client.Response:
        url = self._base_url + request.path
        started = time.monotonic_ns()
        status, headers, content = 0, {}, b""
        try:
            if not self._is_online:
                raise requests.ConnectionError("Network Error")
            answer = self._http.request(
                request.method, url, headers=dict(request.headers), data=request.body, timeout=30, allow_redirects=False
            )
            status, headers, content = answer.status_code, dict(answer.headers), answer.content
        except requests.RequestException as error:
            content = str(error).encode()
            raise simulated_client.ConnectionFailed(str(error)) from error
        finally:
            self._recorder.exchange(
                caller="client",
                person=self._person,
                method=request.method,
                url=url,
                path=request.path,
                request_headers=request.headers,
                request_body=request.body or b"",
                status=status,
                response_headers=headers,
                response_body=content,
                started_ns=started,
                ended_ns=time.monotonic_ns(),
            )
        return simulated_client.Response(status=status, headers=headers, body=content)


def _screen(screen: simulated_client.Screen) -> Screen:
    cards = tuple(
        LeadCard(id=str(card.id), amo_id=card.amo_id, name=card.name, price=card.price) for card in screen.leads
    )
    return Screen(
        id=screen.id,
        texts=screen.texts,
        buttons=screen.buttons,
        connected=screen.connected,
        leads_state=screen.leads_state,
        leads=cards,
        reason=screen.reason,
    )
