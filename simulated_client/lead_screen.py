"""One lead's own screen, live from amoCRM through the backend."""

from collections.abc import Callable

from simulated_client.api_client import ApiClient
from simulated_client.api_shape import Call
from simulated_client.behaviour import Behaviour
from simulated_client.crm_screens import price_text
from simulated_client.failures import CallFailed
from simulated_client.leads import LeadCard, LeadDetail
from simulated_client.messages import APP
from simulated_client.query import QueryOptions
from simulated_client.query_cache import QueryClient
from simulated_client.screen import Screen


class LeadScreen:
    """Mounted screen of one lead."""

    def __init__(
        self,
        card: LeadCard,
        call: Call,
        *,
        api: ApiClient,
        behaviour: Behaviour,
        queries: QueryClient,
        on_change: Callable[[], None],
    ) -> None:
        def load() -> LeadDetail:
            return behaviour.read_lead(api.call(call, **behaviour.lead_ids(card)), card)

        options = QueryOptions(("lead", card.id), load, retry=1)
        self._lead = queries.mount(options, on_change)

    def draw(self) -> Screen:
        """What is on it now."""
        state = self._lead.state
        if isinstance(state.error, CallFailed):
            return Screen("lead.error", texts=(APP["lead.error"],), reason=state.error.reason)
        if state.data is None:
            return Screen("lead", texts=(APP["lead.title"],))
        lead = state.data
        texts = [APP["lead.title"], APP["lead.name"], lead.name or APP["leads.no_name"]]
        if lead.price is not None:
            texts += [APP["lead.price"], price_text(lead.price)]
        if lead.phone is not None:
            texts += [APP["lead.contact"], lead.phone]
        return Screen("lead", texts=tuple(texts))

    def unmount(self) -> None:
        """The person went elsewhere."""
        self._lead.unmount()
