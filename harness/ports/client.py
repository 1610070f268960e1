"""The app on one person's phone."""

from collections.abc import Callable
from typing import Protocol

from harness.wire.exchange import LeadCard, Screen


class Client(Protocol):
    """What a person does with the app. Whatever answers a `Screen` has waited until the app is idle."""

    def close(self) -> None:
        """Forget everything."""

    def sign_in(self, *, email: str, password: str) -> Screen: ...
    def open_crm(self) -> Screen: ...
    def press_connect(self) -> str:
        """Press «Підключити»; answers the consent URL that the system browser is to open."""

    def deliver_link(self, url: str) -> Screen:
        """What the system does with a deep link: wakes the app, or starts it."""

    def launch(self) -> Screen:
        """Tap the app's icon: starts it, or brings it to the front."""

    def to_background(self) -> None: ...
    def to_foreground(self) -> Screen: ...
    def kill(self) -> None: ...
    def spoil_session(self, *, renewable: bool) -> None:
        """The app's session is no longer good, as after its time or a change of the backend's secret."""

    def go_offline(self) -> None:
        """The phone has no network until it is told that it has."""

    def go_online(self) -> None: ...
    def back_to_crm(self) -> Screen: ...
    def pull_to_refresh(self) -> Screen: ...
    def retry(self) -> Screen:
        """Press «Спробувати знову»."""

    def search(self, text: str) -> Screen:
        """Type into the search box of the list; an empty text clears it."""

    def choose_status(self, status: str | None) -> Screen:
        """Narrow the list to one of the app's statuses; None is every one."""

    def choose_pipeline(self, name: str) -> Screen:
        """Narrow the list to one pipeline."""

    def choose_stage(self, name: str) -> Screen:
        """Narrow the list to one stage."""

    def clear_filter(self) -> Screen:
        """Show all leads again."""

    def open_lead(self, name: str, *, which: int = 0) -> Screen:
        """Tap the card that shows this name; where several do, `which` counts them from the top."""

    def tap_lead(self, name: str, *, which: int = 0) -> Callable[[], Screen]:
        """The same without waiting; answers what waits, so that several phones can be in use at once."""

    def open_shared_lead(self, card: LeadCard) -> Screen:
        """Open a link to a lead that somebody else's app shows; it holds nothing but the lead's ids."""

    def disconnect(self) -> Screen: ...
    def picture(self) -> bytes | None:
        """What the app shows, as PNG, with secrets covered; None where nothing is drawn."""

    @property
    def in_front(self) -> bool:
        """Whether the person is looking at the app: it runs and isn't in the background."""

    @property
    def screen(self) -> Screen:
        """The screen once the app is idle; of an app that isn't in front, what was last seen of it."""
