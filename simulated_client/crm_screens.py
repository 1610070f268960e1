"""The CRM tab as a person sees it, drawn from the states of its queries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from simulated_client.crm_account import AmoStatus, Pipelines
from simulated_client.failures import CallFailed, Refused, WrongShape
from simulated_client.lead_filter import LeadFilter
from simulated_client.leads import LeadCard
from simulated_client.messages import APP
from simulated_client.query import QueryState
from simulated_client.screen import Screen


@dataclass(frozen=True, slots=True)
class CrmView:
    """Everything the CRM tab is drawn from."""

    status: QueryState[AmoStatus]
    leads: QueryState[tuple[LeadCard, ...]]
    pipelines: QueryState[Pipelines] | None
    can_disconnect: bool
    search: str
    chosen: LeadFilter


def draw_crm(view: CrmView, locale: Mapping[str, str]) -> Screen:
    """The tab as a whole: the connection above, the leads below, whatever the connection."""
    if view.status.status == "pending":
        return Screen("crm.checking", texts=(APP["crm.checking"],))
    connection = _draw_connection(view)
    leads = _draw_leads(view, locale)
    return replace(
        leads,
        id=connection.id,
        texts=connection.texts + leads.texts,
        buttons=connection.buttons + leads.buttons,
        connected=connection.connected,
        reason=connection.reason or leads.reason,
    )


def price_text(price: float) -> str:
    """Grouped as en-US does, at most three decimals."""
    return APP["leads.price"].format(price=f"{price:,.3f}".rstrip("0").rstrip("."))


def failure_detail(error: Exception | None) -> str:
    """What the app says about a failed call."""
    if isinstance(error, WrongShape):
        return APP["error.shape"]
    if isinstance(error, Refused):
        if error.status == 403:
            return APP["error.403"]
        return APP["error.server"].format(status=error.status, message=error.message)
    return str(error)


def sign_in_detail(error: CallFailed) -> str:
    """What the app says about a login that failed: the backend's own words where it has refused."""
    return error.message if isinstance(error, Refused) else failure_detail(error)


def _draw_connection(view: CrmView) -> Screen:
    status = view.status
    if status.error is not None or status.data is None or not status.data.connected:
        known = status.data.connected if status.data is not None and status.error is None else None
        return Screen(
            "crm.not_connected",
            texts=(APP["crm.banner"],) if status.error is None else (APP["crm.banner"], _status_problem(status.error)),
            buttons=(APP["crm.connect"],),
            connected=known,
            reason=_reason(status.error),
        )
    texts = (APP["crm.badge"],) if view.pipelines is None else (APP["crm.badge"], _pipelines_text(view.pipelines))
    buttons = (APP["crm.disconnect"],) if view.can_disconnect else ()
    return Screen("crm.connected", texts=texts, buttons=buttons, connected=True)


def _status_problem(error: Exception) -> str:
    return APP["crm.status.error"].format(detail=failure_detail(error))


def _draw_leads(view: CrmView, locale: Mapping[str, str]) -> Screen:
    state = view.leads
    if state.error is not None:
        return Screen(
            "crm",
            texts=(APP["leads.error"], failure_detail(state.error)),
            buttons=(APP["leads.retry"],),
            leads_state="error",
            reason=_reason(state.error),
        )
    if state.data is None:
        return Screen("crm", texts=(APP["leads.loading"],), leads_state="loading")
    cards = tuple(replace(card, name=card.name or APP["leads.no_name"]) for card in state.data)
    found = tuple(card for card in cards if view.search.casefold() in card.name.casefold())
    tools = (locale["search"], *_chosen_texts(view.chosen, locale))
    if not found:
        nothing = APP["leads.not_found"] if view.search or view.chosen.key else APP["leads.empty"]
        return Screen("crm", texts=(*tools, nothing), leads_state="empty")
    lines = (line for card in found for line in _card_texts(card))
    count = locale["leads_found"].format(count=len(found))
    return Screen("crm", texts=(*tools, count, *lines), leads_state="list", leads=found)


def _chosen_texts(chosen: LeadFilter, locale: Mapping[str, str]) -> tuple[str, ...]:
    names = [each.name for each in (chosen.pipeline, chosen.stage) if each is not None]
    return (*([chosen.status] if chosen.status else []), *names) or (locale["all_stages"],)


def _card_texts(card: LeadCard) -> tuple[str, ...]:
    return (card.name,) if card.price is None else (card.name, price_text(card.price))


def _pipelines_text(state: QueryState[Pipelines]) -> str:
    if state.error is not None:
        return APP["pipelines.error"].format(detail=failure_detail(state.error))
    if state.data is None:
        return APP["pipelines.loading"]
    return APP["pipelines.loaded"].format(pipelines=state.data.pipelines, stages=state.data.stages)


def _reason(error: Exception | None) -> str | None:
    return error.reason if isinstance(error, CallFailed) else None
