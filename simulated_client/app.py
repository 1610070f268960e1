"""One process of the app: the screen in front, the tabs that stay mounted, the query cache; a kill ends it all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from simulated_client.api_client import ApiClient
from simulated_client.api_shape import ApiShape, Call
from simulated_client.behaviour import Behaviour
from simulated_client.callback_screen import CallbackScreen
from simulated_client.clock import VirtualClock
from simulated_client.crm_screens import draw_crm, sign_in_detail
from simulated_client.crm_tab import LEADS, PIPELINES, STATUS, CrmTab
from simulated_client.deep_link import CallbackLink
from simulated_client.failures import CallFailed, ScreenCrashed, SessionLost
from simulated_client.lead_filter import LeadFilter, Pipeline
from simulated_client.lead_screen import LeadScreen
from simulated_client.leads import LeadCard
from simulated_client.messages import APP
from simulated_client.query_cache import QueryClient
from simulated_client.screen import Screen
from simulated_client.session import Session
from simulated_client.session_answers import SessionAnswers
from simulated_client.wire import Send


@dataclass(frozen=True, slots=True)
class Alert:
    """A dialog over the screen; it goes away with the next thing a person does."""

    texts: tuple[str, ...]
    buttons: tuple[str, ...] = ()
    reason: str | None = None


class App:
    """The living process. Its methods start things; the clock, run by the phone, finishes them."""

    def __init__(
        self,
        *,
        send: Send,
        shape: ApiShape,
        session: Session,
        clock: VirtualClock,
        behaviour: Behaviour,
        locale: Mapping[str, str],
        on_change: Callable[[], None],
    ) -> None:
        self.alert: Alert | None = None
        self._clock = clock
        self._behaviour = behaviour
        self._locale = locale
        self._on_change = on_change
        self._api = ApiClient(
            send=send,
            shape=shape,
            session=session,
            answers=SessionAnswers(behaviour.read_login, behaviour.read_renewal, behaviour.is_session_over),
            on_session_lost=self._sign_out,
        )
        self._session = session
        self._queries = QueryClient(clock, failures=(CallFailed,))
        self._crm: CrmTab | None = None
        self._front: CallbackScreen | LeadScreen | None = None  # what lies over the tabs
        self._sign_in_problem: str | None = None
        self._crash: str | None = None
        self._sign_in_failure: CallFailed | None = None

    def draw(self) -> Screen:
        """What is on the screen now."""
        screen = self._draw_route()
        if self.alert is None:
            return screen
        return replace(
            screen,
            texts=(*screen.texts, *self.alert.texts),
            buttons=(*screen.buttons, *self.alert.buttons),
            reason=self.alert.reason or screen.reason,
        )

    def sign_in(self, *, email: str, password: str) -> None:
        """Log in; the home tab opens."""
        self._sign_in_problem, self._sign_in_failure = None, None
        try:
            self._api.sign_in(email=email, password=password)
        except CallFailed as failure:
            self._sign_in_problem, self._sign_in_failure = failure.reason, failure
        self._on_change()

    def open_crm(self) -> None:
        """Go to the CRM tab, which mounts it the first time and refocuses it every time."""
        if self._session.signed_in:
            try:
                self._crm = self._crm or CrmTab(
                    queries=self._queries, api=self._api, behaviour=self._behaviour, on_change=self._on_change
                )
            except ScreenCrashed as crash:
                self._crash = str(crash)
            else:
                self._crm.focus()
        self._leave_front()
        self._on_change()

    def open_callback(self, link: CallbackLink) -> None:
        """The system handed over a deep link."""
        self._leave_front()
        self._front = CallbackScreen(
            link,
            behaviour=self._behaviour,
            api=self._api,
            queries=self._queries,
            clock=self._clock,
            on_change=self._on_change,
            go_to_crm=self.open_crm,
        )
        self._on_change()

    def open_lead(self, card: LeadCard, call: Call) -> None:
        """A card was tapped."""
        self._leave_front()
        self._front = LeadScreen(
            card,
            call,
            api=self._api,
            behaviour=self._behaviour,
            queries=self._queries,
            on_change=self._on_change,
        )
        self._on_change()

    def consent_url(self, call: Call) -> str:
        """Ask the backend where the consent page is."""
        return self._api.call(call).read_url("url")

    def refresh_leads(self) -> None:
        """The list is pulled down, or «Спробувати знову» is pressed."""
        if self._crm is not None:
            self._crm.refresh_leads()

    def search(self, text: str) -> None:
        """Type into the search box."""
        if self._crm is not None:
            self._crm.search = text
        self._on_change()

    @property
    def chosen(self) -> LeadFilter:
        """Which leads the list is narrowed to."""
        return LeadFilter() if self._crm is None else self._crm.chosen

    @property
    def choices(self) -> tuple[Pipeline, ...]:
        """The pipelines in the window of choice."""
        return () if self._crm is None else self._crm.choices

    def choose(self, chosen: LeadFilter) -> None:
        """Something was picked in the window of choice, which then closes."""
        if self._crm is not None:
            self._crm.choose(chosen)

    def disconnect(self, call: Call) -> None:
        """Confirmed: tell the backend, then ask again for everything that the connection feeds, one after another."""
        self.show(None)
        try:
            self._api.call(call)
        except SessionLost:
            return
        except CallFailed as failure:
            self.show(Alert((APP["crm.disconnect.failed"],), reason=failure.reason))
            return

        def refresh_leads() -> None:
            self._queries.invalidate(LEADS)

        def refresh_pipelines() -> None:
            self._queries.invalidate(PIPELINES, then=refresh_leads)

        self._queries.invalidate(STATUS, then=refresh_pipelines)

    def show(self, alert: Alert | None) -> None:
        """Open a dialog, or close the one that is open."""
        self.alert = alert
        self._on_change()

    def set_focused(self, focused: bool) -> None:
        """The app came to the front, or left it."""
        self._queries.set_focused(focused)

    def _draw_route(self) -> Screen:
        if self._crash is not None:
            return Screen("crashed", reason=self._crash)
        if self._front is not None:
            return self._front.draw()
        if not self._session.signed_in:
            texts = [APP["sign_in.title"], APP["sign_in.explanation"]]
            if self._sign_in_failure is not None:
                texts.append(APP["sign_in.failed"].format(detail=sign_in_detail(self._sign_in_failure)))
            return Screen(
                "sign_in",
                texts=tuple(texts),
                buttons=(APP["sign_in.button"],),
                reason=self._sign_in_problem,
            )
        if self._crm is None:
            return Screen("home", buttons=(APP["home.crm"],))
        return draw_crm(self._crm.view, self._locale)

    def _leave_front(self) -> None:
        if isinstance(self._front, LeadScreen):
            self._front.unmount()
        self._front = None

    def _sign_out(self, reason: str) -> None:
        self._sign_in_problem, self._sign_in_failure = reason, None
        if isinstance(self._front, LeadScreen):
            self._leave_front()
        if self._crm is not None:
            self._crm.unmount()
            self._crm = None
        self._queries.clear()
        self._on_change()
