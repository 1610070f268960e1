"""What is in reach of a person's finger on any phone, headless or in a browser, and what to say of what isn't."""

from collections.abc import Sequence
from difflib import get_close_matches

from simulated_client.api_shape import Call
from simulated_client.deep_link import CallbackLink, Unreadable, read_link
from simulated_client.lead_filter import STATUSES
from simulated_client.messages import APP, locale
from simulated_client.phone_settings import PhoneSettings
from simulated_client.screen import Screen


class NotOnScreen(Exception):
    """A person cannot do that now: the button, the lead or the app itself isn't in front of them."""


class DeepLinkRefused(Exception):
    """The system found no app, or the app no screen, for a link."""


class ConnectFailed(Exception):
    """The app could not find out where the consent page is; it shows an alert and stays in front."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class Reach:
    """Asked before each thing that a person does; answers what they would touch, or raises."""

    def __init__(self, settings: PhoneSettings) -> None:
        self._api = settings.api
        self._scheme = settings.scheme
        self._locale = locale(settings.language)

    def app(self, *, running: bool, in_front: bool) -> None:
        """The app itself must be what the person is looking at."""
        if not running:
            raise NotOnScreen(self._locale["not_running"])
        if not in_front:
            raise NotOnScreen(self._locale["in_background"])

    def button(self, screen: Screen, name: str) -> str:
        """The words on a button, which must be on the screen; `name` is its key in the app's texts."""
        if APP[name] not in screen.buttons:
            offered = ", ".join(f"«{one}»" for one in screen.buttons) or self._locale["nothing"]
            raise NotOnScreen(self._locale["no_button"].format(screen=screen.id, button=APP[name], offered=offered))
        return APP[name]

    def leads(self, screen: Screen) -> None:
        """A list of leads must be there, whatever is in it."""
        if screen.leads_state == "none":
            raise NotOnScreen(self._locale["no_list"].format(screen=screen.id))

    def card(self, screen: Screen, name: str, *, which: int) -> int:
        """The place in the list of the lead with this name; where several say the same, `which` counts them."""
        places = [place for place, card in enumerate(screen.leads) if card.name == name]
        if which < len(places):
            return places[which]
        hint = self._nearest(name, [card.name for card in screen.leads])
        raise NotOnScreen(self._locale["no_lead"].format(name=name, hint=hint))

    def call(self, name: str) -> Call:
        """A call that the backend must have, since without it the app has nothing to press."""
        call: Call | None = getattr(self._api, name)
        if call is None:
            raise NotOnScreen(self._locale["not_offered"].format(call=name))
        return call

    def filter(self, screen: Screen, placeholder: str) -> None:
        """The list must be there, and its call must take what it is to be narrowed by."""
        self.leads(screen)
        if placeholder not in self._api.leads.placeholders():
            raise NotOnScreen(self._locale["not_offered"].format(call=f"leads {{{placeholder}}}"))

    def status(self, status: str | None) -> None:
        """One of the app's statuses, or None for every one."""
        if status is not None and status not in STATUSES:
            raise self.no_choice(status, STATUSES)

    def no_choice(self, wanted: str, known: Sequence[str]) -> NotOnScreen:
        """What to say of a choice that the window doesn't have."""
        return NotOnScreen(self._locale["no_choice"].format(name=wanted, hint=self._nearest(wanted, known)))

    def link(self, url: str) -> CallbackLink:
        """A link that the system gives to this app, and the app to its callback screen."""
        link = read_link(url, scheme=self._scheme)
        if isinstance(link, Unreadable):
            said = self._locale[f"link_{link.part}"].format(found=link.found, expected=link.expected)
            raise DeepLinkRefused(said + (self._locale["link_near"] if link.near else ""))
        return link

    def no_consent(self, reason: str) -> ConnectFailed:
        """What to say when «Підключити» led to no consent page."""
        return ConnectFailed(self._locale["connect_failed"].format(reason=reason), reason=reason)

    def _nearest(self, wanted: str, names: Sequence[str]) -> str:
        close = get_close_matches(wanted, names, n=1, cutoff=0.5)
        if close:
            return self._locale["nearest"].format(near=close[0])
        offered = ", ".join(f"«{name}»" for name in names[:10]) or self._locale["nothing"]
        return self._locale["offered"].format(offered=offered)
