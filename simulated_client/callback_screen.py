"""The screen that a deep link opens: refresh what the connection changed, say so, and go on to the CRM tab."""

from collections.abc import Callable
from typing import Literal

from simulated_client.api_client import ApiClient
from simulated_client.behaviour import Behaviour, Refetch
from simulated_client.clock import VirtualClock
from simulated_client.crm_tab import LEADS, STATUS
from simulated_client.deep_link import CallbackLink, Exchange, NotConnected
from simulated_client.failures import CallFailed
from simulated_client.messages import APP
from simulated_client.query import Then
from simulated_client.query_cache import QueryClient
from simulated_client.screen import Screen

REDIRECT_AFTER = 1.0  # seconds that the success stays on the screen


class CallbackScreen:
    """One visit to the screen; it exchanges a code only where the link's judge, a bug, says so."""

    def __init__(
        self,
        link: CallbackLink,
        *,
        behaviour: Behaviour,
        api: ApiClient,
        queries: QueryClient,
        clock: VirtualClock,
        on_change: Callable[[], None],
        go_to_crm: Callable[[], None],
    ) -> None:
        self._behaviour = behaviour
        self._api = api
        self._queries = queries
        self._clock = clock
        self._on_change = on_change
        self._go_to_crm = go_to_crm
        self._verdict = behaviour.judge(link)
        self._state: Literal["connecting", "success"] | NotConnected = "connecting"
        clock.call_later(0, self._handle)

    def draw(self) -> Screen:
        """What is on it now."""
        if self._state == "connecting":
            return Screen("callback.connecting", texts=(APP["callback.connecting"], APP["callback.wait"]))
        if self._state == "success":
            return Screen("callback.success", texts=(APP["callback.success"], APP["callback.redirecting"]))
        why = APP["callback.missing_code" if self._state.missing_code else "callback.try_again"]
        return Screen(
            "callback.error",
            texts=(APP["callback.error"], why),
            buttons=(APP["callback.back"],),
            reason=self._state.reason,
        )

    def _handle(self) -> None:
        if isinstance(self._verdict, NotConnected):
            self._show(self._verdict)
        elif isinstance(self._verdict, Exchange) and not self._exchanged(self._verdict.code):
            self._show(NotConnected("exchange_failed"))
        else:
            self._refresh_status()

    def _exchanged(self, code: str) -> bool:
        call = self._api.shape.exchange_code
        if call is None:
            return False
        try:
            self._api.call(call, code=code)
        except CallFailed:
            return False
        return True

    def _refresh_status(self) -> None:
        self._invalidate(Refetch.STATUS_ON_CALLBACK, then=self._refresh_leads)

    def _refresh_leads(self) -> None:
        self._invalidate(Refetch.LEADS_ON_CALLBACK, then=self._succeed)

    def _invalidate(self, refetch: Refetch, *, then: Then) -> None:
        if refetch not in self._behaviour.refetches:
            then()
            return
        self._queries.invalidate(STATUS if refetch is Refetch.STATUS_ON_CALLBACK else LEADS, then=then)

    def _succeed(self) -> None:
        self._show("success")
        self._clock.call_later(REDIRECT_AFTER, self._go_to_crm)

    def _show(self, state: Literal["success"] | NotConnected) -> None:
        self._state = state
        self._on_change()
