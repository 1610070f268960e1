"""What the app does where known bugs can differ; the defaults are the correct app."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from simulated_client import consent_url, crm_account, lead_filter, leads, session_answers
from simulated_client.answers import Answer
from simulated_client.api_client import ApiClient
from simulated_client.api_shape import Call
from simulated_client.crm_account import AmoStatus, Pipelines
from simulated_client.deep_link import CallbackLink, Verdict, judge
from simulated_client.lead_filter import LeadFilter
from simulated_client.leads import LeadCard, LeadDetail
from simulated_client.session_answers import Login
from simulated_client.wire import Response


class Refetch(Enum):
    """A moment at which the correct app asks the backend again."""

    STATUS_ON_CALLBACK = "the callback screen invalidates the status"
    LEADS_ON_CALLBACK = "the callback screen invalidates the leads"
    STATUS_ON_TAB_FOCUS = "the CRM tab's focus effect refetches the status"
    STATUS_ON_APP_FOCUS = "coming to the front refetches the status"
    LEADS_ON_APP_FOCUS = "coming to the front refetches the leads"


def declared_in_order() -> None:
    """The CRM tab declares its queries before the effect that names them, so that drawing it works."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Every place at once."""

    refetches: frozenset[Refetch] = frozenset(Refetch)
    judge: Callable[[CallbackLink], Verdict] = judge
    asks_for_consent_url: bool = True
    state_text: Callable[[Mapping[str, object]], str] = consent_url.state_text
    declare_tab: Callable[[], None] = declared_in_order
    read_login: Callable[[Call, Response], Login] = session_answers.read_login
    read_renewal: Callable[[Call, Response], Login] = session_answers.read_renewal
    is_session_over: Callable[[Response], bool] = session_answers.is_session_over
    load_status: Callable[[ApiClient], AmoStatus] = crm_account.load_status
    first_status: AmoStatus | None = None
    """What the CRM tab takes for the status until the first answer; with None it shows that it is asking."""
    load_pipelines: Callable[[ApiClient, Call], Pipelines] = crm_account.load_pipelines
    filter_values: Callable[[LeadFilter], Mapping[str, object]] = lead_filter.values
    after_choice: Callable[[LeadFilter], LeadFilter] = lead_filter.kept
    lead_ids: Callable[[LeadCard], Mapping[str, object]] = leads.lead_ids
    read_lead: Callable[[Answer, LeadCard], LeadDetail] = leads.read_lead
