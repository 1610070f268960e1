"""The simulated client as the Client port, each of its requests recorded."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import simulated_client
from harness.adapters.phone_network import PhoneNetwork
from harness.adapters.phone_screen import as_seen, shared_card
from harness.adapters.recorder import Recorder
from harness.wire.exchange import LeadCard, Screen


class HeadlessPhone:
    """One person's phone."""

    def __init__(
        self, *, person: str, settings: simulated_client.PhoneSettings, network: PhoneNetwork, recorder: Recorder
    ) -> None:
        self._recorder = recorder
        self._network = network
        self._phone = simulated_client.Phone(settings, send=network.send)
        self._phone.on_screen(lambda screen: recorder.screen(person, as_seen(screen)))

    def close(self) -> None:
        """Close its connections."""
        self._network.close()

    def sign_in(self, *, email: str, password: str) -> Screen:
        """Sign in to the app."""
        self._recorder.redactor.know(password)  # a backend may call the field whatever it likes
        return as_seen(self._phone.sign_in(email=email, password=password))

    def open_crm(self) -> Screen:
        """Open the CRM tab."""
        return as_seen(self._phone.open_crm())

    def press_connect(self) -> str:
        """Press the connect button; answers the consent URL."""
        return self._phone.press_connect()

    def deliver_link(self, url: str) -> Screen:
        """Hand a deep link to the app."""
        return as_seen(self._phone.deliver_link(url))

    def launch(self) -> Screen:
        """Tap the app's icon."""
        return as_seen(self._phone.launch())

    def to_background(self) -> None:
        """Another app comes to the front."""
        self._phone.to_background()

    def to_foreground(self) -> Screen:
        """Back through the app switcher."""
        return as_seen(self._phone.to_foreground())

    def kill(self) -> None:
        """The system ends the app."""
        self._phone.kill()

    def spoil_session(self, *, renewable: bool) -> None:
        """The app's session is no longer good."""
        self._phone.spoil_session(renewable=renewable)

    def go_offline(self) -> None:
        """No request leaves the phone."""
        self._network.is_online = False

    def go_online(self) -> None:
        """Requests leave it again."""
        self._network.is_online = True

    def back_to_crm(self) -> Screen:
        """Leave the callback screen by its button."""
        return as_seen(self._phone.back_to_crm())

    def pull_to_refresh(self) -> Screen:
        """Pull the list down."""
        return as_seen(self._phone.pull_to_refresh())

    def retry(self) -> Screen:
        """Press «Спробувати знову»."""
        return as_seen(self._phone.retry())

    def search(self, text: str) -> Screen:
        """Type into the search box."""
        return as_seen(self._phone.search(text))

    def choose_status(self, status: str | None) -> Screen:
        """Narrow the list to a status."""
        return as_seen(self._phone.choose_status(status))

    def choose_pipeline(self, name: str) -> Screen:
        """Narrow the list to a pipeline."""
        return as_seen(self._phone.choose_pipeline(name))

    def choose_stage(self, name: str) -> Screen:
        """Narrow the list to a stage."""
        return as_seen(self._phone.choose_stage(name))

    def clear_filter(self) -> Screen:
        """Show all leads again."""
        return as_seen(self._phone.clear_filter())

    def open_lead(self, name: str, *, which: int = 0) -> Screen:
        """Tap a lead's card."""
        return as_seen(self._phone.open_lead(name, which=which))

    def tap_lead(self, name: str, *, which: int = 0) -> Callable[[], Screen]:
        """Tap a lead's card, in a thread of its own: this phone makes its requests while it is waited for."""
        hand = ThreadPoolExecutor(1)
        tapped = hand.submit(self.open_lead, name, which=which)
        hand.shutdown(wait=False)
        return tapped.result

    def open_shared_lead(self, card: LeadCard) -> Screen:
        """Open a shared link to a lead."""
        return as_seen(self._phone.open_shared_lead(shared_card(card)))

    def disconnect(self) -> Screen:
        """Disconnect amoCRM and confirm."""
        return as_seen(self._phone.disconnect())

    def picture(self) -> None:
        """Nothing is drawn here; what the app shows is on record as a screen."""

    @property
    def in_front(self) -> bool:
        """Whether the app runs and is not in the background."""
        return self._phone.in_front

    @property
    def screen(self) -> Screen:
        """The screen once the app is idle."""
        return as_seen(self._phone.settle())
