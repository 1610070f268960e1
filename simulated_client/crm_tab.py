"""The CRM tab: its three queries, and when it asks again. Once opened it stays mounted, as tabs do."""

from collections.abc import Callable
from functools import partial

from simulated_client.api_client import ApiClient
from simulated_client.behaviour import Behaviour, Refetch
from simulated_client.crm_account import Pipelines
from simulated_client.crm_screens import CrmView
from simulated_client.lead_filter import LeadFilter, Pipeline
from simulated_client.leads import LeadCard, load_leads
from simulated_client.query import Key, QueryOptions
from simulated_client.query_cache import Observer, QueryClient

STATUS: Key = ("amo-crm-status",)
LEADS: Key = ("leads",)
PIPELINES: Key = ("amo-pipelines",)


class CrmTab:
    """Mounted screen of the tab; the pipelines are asked for only while amoCRM is connected."""

    def __init__(
        self,
        *,
        queries: QueryClient,
        api: ApiClient,
        behaviour: Behaviour,
        on_change: Callable[[], None],
    ) -> None:
        behaviour.declare_tab()
        self.search = ""
        self.chosen = LeadFilter()
        self._queries = queries
        self._api = api
        self._shape = api.shape
        self._behaviour = behaviour
        self._on_change = on_change
        self._pipelines: Observer[Pipelines] | None = None
        status = QueryOptions(
            STATUS,
            partial(behaviour.load_status, api),
            retry=0,
            initial_data=behaviour.first_status,
            refetch_on_window_focus=Refetch.STATUS_ON_APP_FOCUS in behaviour.refetches,
        )
        self._status = queries.mount(status, self._status_changed)
        self._leads = self._mount_leads(self.chosen)
        if self._shape.pipelines is not None:
            pipelines = QueryOptions(
                PIPELINES,
                partial(behaviour.load_pipelines, api, self._shape.pipelines),
                enabled=self._connected,
                retry=1,
                retry_delay=two_seconds,
            )
            self._pipelines = queries.mount(pipelines, on_change)

    @property
    def view(self) -> CrmView:
        """What there is to draw."""
        return CrmView(
            status=self._status.state,
            leads=self._leads.state,
            pipelines=None if self._pipelines is None else self._pipelines.state,
            can_disconnect=self._shape.disconnect is not None,
            search=self.search,
            chosen=self.chosen,
        )

    @property
    def choices(self) -> tuple[Pipeline, ...]:
        """The pipelines to choose from, once they are loaded."""
        loaded = None if self._pipelines is None else self._pipelines.state.data
        return () if loaded is None else loaded.choices

    def focus(self) -> None:
        """The person came to the tab, from wherever."""
        if Refetch.STATUS_ON_TAB_FOCUS in self._behaviour.refetches:
            self._status.refetch()

    def refresh_leads(self) -> None:
        """Load the list again: pulled down, or «Спробувати знову»."""
        self._leads.refetch()

    def choose(self, chosen: LeadFilter) -> None:
        """Show other leads: another choice is another query, loaded where the cache doesn't have it fresh."""
        narrowed = self._behaviour.after_choice(chosen)
        self._leads.unmount()
        # Both at once: nobody sees the new choice over the old list.
        self._leads, self.chosen = self._mount_leads(narrowed), narrowed
        self._on_change()

    def unmount(self) -> None:
        """The person is signed out."""
        for observer in (self._status, self._leads, self._pipelines):
            if observer is not None:
                observer.unmount()

    def _mount_leads(self, chosen: LeadFilter) -> Observer[tuple[LeadCard, ...]]:
        leads = QueryOptions(
            LEADS + chosen.key,
            partial(load_leads, self._api, self._behaviour.filter_values(chosen)),
            retry=1,
            retry_delay=two_seconds,
            refetch_on_window_focus=Refetch.LEADS_ON_APP_FOCUS in self._behaviour.refetches,
        )
        return self._queries.mount(leads, self._on_change)

    @property
    def _connected(self) -> bool:
        state = self._status.state
        return state.error is None and state.data is not None and bool(state.data.connected)

    def _status_changed(self) -> None:
        self._on_change()
        if self._pipelines is not None and self._pipelines.enabled != self._connected:
            self._pipelines.set_enabled(self._connected)


def two_seconds(_failures: int) -> float:
    """The retry delay of the CRM's queries."""
    return 2.0
