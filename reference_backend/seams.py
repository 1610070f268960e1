"""The places where a known bug can be put in: named functions, correct unless a bug's module replaces one."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from flask import Response

from reference_backend import (
    amocrm,
    authorization_state,
    callback,
    callback_page,
    connections,
    contacts,
    disable_hook,
    json_values,
    lead_import,
    lead_shape,
    leads,
    moved_account,
    php_form,
    pipelines,
    reading,
    redemption,
    renewal,
    routes,
    session_answers,
    users,
    webhooks,
)
from reference_backend.amocrm import TokenPair
from reference_backend.authorization_state import Claim
from reference_backend.backend import Backend
from reference_backend.callback import CallbackQuery, Result
from reference_backend.connections import Connection
from reference_backend.contacts import Contact
from reference_backend.database import Cell, Database
from reference_backend.disable_hook import Word
from reference_backend.json_values import JsonObject
from reference_backend.leads import Lead, LeadFilter, LeadScope
from reference_backend.pipelines import Stage
from reference_backend.reading import AccountReader
from reference_backend.refusals import Refusal
from reference_backend.routes import Route
from reference_backend.session_answers import Shape
from reference_backend.sessions import Session
from reference_backend.users import User
from reference_backend.views import answers, webhook
from reference_backend.webhooks import Processed

if TYPE_CHECKING:  # importing `requests` is a third of the start-up time
    from requests import Response as Answer


class CallbackAnswer(Protocol):
    def __call__(self, result: Result, link: str, way_back: str, /) -> Response: ...


class ClaimState(Protocol):
    def __call__(self, backend: Backend, /, *, state: str, code: str) -> Claim | None: ...


class Redeem(Protocol):
    def __call__(self, backend: Backend, /, *, user_id: str, host: str, code: str) -> None: ...


class KeepGrant(Protocol):
    def __call__(self, backend: Backend, /, *, user_id: str, host: str, pair: TokenPair) -> None: ...


class ConnectionOf(Protocol):
    def __call__(self, backend: Backend, user_id: str, /) -> Connection | None: ...


class IsGenuine(Protocol):
    def __call__(self, backend: Backend, word: Word, /) -> bool: ...


class ReaderOf(Protocol):
    def __call__(self, backend: Backend, connection: Connection, /) -> AccountReader: ...


class Renewed(Protocol):
    def __call__(self, backend: Backend, stale: Connection, /) -> Connection: ...


class Refresh(Protocol):
    def __call__(self, backend: Backend, connection: Connection, /) -> TokenPair: ...


class KeepRotated(Protocol):
    def __call__(self, backend: Backend, connection: Connection, pair: TokenPair, /) -> Connection: ...


class ForgetRefused(Protocol):
    def __call__(self, backend: Backend, connection: Connection, /) -> None: ...


class IsConnected(Protocol):
    def __call__(self, connection: Connection | None, /) -> bool | None: ...


class Disconnect(Protocol):
    def __call__(self, database: Database, user_id: str, /) -> None: ...


class DetailConnection(Protocol):
    def __call__(self, backend: Backend, user_id: str, amo_lead_id: int, /) -> Connection | None: ...


class FindLeads(Protocol):
    def __call__(
        self, database: Database, scope: LeadScope, chosen: LeadFilter, /, *, page: int, limit: int
    ) -> tuple[list[Lead], int]: ...


class ImportAccount(Protocol):
    def __call__(self, backend: Backend, connection: Connection, /) -> int: ...


class KeepLeadRows(Protocol):
    def __call__(self, database: Database, rows: Sequence[Sequence[Cell]], /) -> None: ...


class KeeperOf(Protocol):
    def __call__(self, connection: Connection, /) -> str: ...


class LeadNumber(Protocol):
    def __call__(self, text: str, /) -> int | None: ...


class LeadPage(Protocol):
    def __call__(self, shapes: Sequence[Mapping[str, object]], /, *, total: int, page: int, limit: int) -> Response: ...


class LeadPages(Protocol):
    def __call__(self, reader: AccountReader, /) -> Iterator[list[JsonObject]]: ...


class LeadScopeOf(Protocol):
    def __call__(self, connection: Connection | None, /) -> LeadScope: ...


class LeadShape(Protocol):
    def __call__(self, lead: Lead, /) -> dict[str, object]: ...


class LeadStatus(Protocol):
    def __call__(self, stage_id: int | None, stage: Stage | None, /) -> str: ...


class ReadContacts(Protocol):
    def __call__(self, reader: AccountReader, leads: Sequence[JsonObject], /) -> dict[int, Contact]: ...


class Refused(Protocol):
    def __call__(self, refusal: Refusal, /) -> Response: ...


class StatusesCalled(Protocol):
    def __call__(self, name: str, /) -> tuple[str, str] | None: ...


class LogIn(Protocol):
    def __call__(self, database: Database, body: JsonObject, /) -> User: ...


class AnswerSession(Protocol):
    def __call__(self, tokens: Shape, user: Shape, /) -> Response: ...


class Admit(Protocol):
    def __call__(self, route: Route, session: Session, /) -> None: ...


class MovedHost(Protocol):
    def __call__(self, backend: Backend, connection: Connection, /) -> str | None: ...


class PrefixesOf(Protocol):
    def __call__(self, route: Route, /) -> tuple[str, ...]: ...


class ConsentUrl(Protocol):
    def __call__(self, backend: Backend, /, *, state: str) -> str: ...


class SuccessQuery(Protocol):
    def __call__(self, code: str, /) -> dict[str, str]: ...


class DeepLinkOf(Protocol):
    def __call__(self, address: str, query: Mapping[str, str], /) -> str: ...


class ReadCallback(Protocol):
    def __call__(self, arguments: Mapping[str, str], /) -> CallbackQuery: ...


class ReadForm(Protocol):
    def __call__(self, pairs: Iterable[tuple[str, str]], /) -> JsonObject: ...


class WayBack(Protocol):
    def __call__(self, link: str, /) -> str: ...


class AskAgain(Protocol):
    def __call__(self, ask: "Callable[[], Answer]", pause: threading.Event, /) -> "Answer": ...


class AskForTokens(Protocol):
    def __call__(self, ask: "Callable[..., Answer]", /) -> "Answer": ...


class ReadJson(Protocol):
    def __call__(self, answer: "Answer", /) -> JsonObject: ...


class Timeouts(Protocol):
    def __call__(self, connect: float, answer: float, /) -> tuple[float, float] | None: ...


class AnswerWebhook(Protocol):
    def __call__(self, backend: Backend, /) -> Response: ...


class ApplyWebhook(Protocol):
    def __call__(self, backend: Backend, body: JsonObject, /) -> Processed: ...


@dataclass(slots=True)
class Seams:
    read_callback: ReadCallback = callback.read_query
    claim_state: ClaimState = authorization_state.claim_state
    consent_url: ConsentUrl = authorization_state.consent_url
    redeem: Redeem = redemption.redeem
    keep_grant: KeepGrant = redemption.keep_grant
    success_query: SuccessQuery = callback_page.success_query
    deep_link: DeepLinkOf = callback_page.deep_link
    callback_answer: CallbackAnswer = callback_page.page_answer
    way_back: WayBack = callback_page.button
    connection_of: ConnectionOf = connections.connection_of
    live_connection_of: ConnectionOf = connections.live_connection_of
    is_connected: IsConnected = connections.is_connected
    disconnect: Disconnect = connections.remove_connection
    detail_connection: DetailConnection = connections.detail_connection
    find_leads: FindLeads = leads.find_leads
    import_account: ImportAccount = lead_import.import_account
    keep_lead_rows: KeepLeadRows = leads.keep_lead_rows
    keeper_of: KeeperOf = leads.keeper_of
    lead_number: LeadNumber = json_values.as_integer
    lead_page: LeadPage = answers.lead_page
    lead_pages: LeadPages = lead_import.lead_pages
    lead_scope_of: LeadScopeOf = leads.lead_scope_of
    lead_shape: LeadShape = lead_shape.lead_shape
    lead_status: LeadStatus = pipelines.lead_status
    read_contacts: ReadContacts = contacts.read_contacts
    refused: Refused = answers.refused
    statuses_called: StatusesCalled = pipelines.statuses_called
    log_in: LogIn = users.log_in
    answer_login: AnswerSession = session_answers.answer_login
    answer_renewal: AnswerSession = session_answers.answer_renewal
    admit: Admit = routes.admit
    moved_host: MovedHost = moved_account.moved_host
    prefixes_of: PrefixesOf = routes.prefixes_of
    read_form: ReadForm = php_form.php_form
    ask_again: AskAgain = amocrm.ask_again
    ask_for_tokens: AskForTokens = amocrm.ask_for_tokens
    read_json: ReadJson = amocrm.read_json
    timeouts: Timeouts = amocrm.timeouts
    answer_webhook: AnswerWebhook = webhook.answer_webhook
    apply_webhook: ApplyWebhook = webhooks.apply_webhook
    is_genuine: IsGenuine = disable_hook.is_genuine
    reader_of: ReaderOf = reading.AccountReader
    renewed: Renewed = renewal.renewed
    refresh: Refresh = renewal.refresh
    keep_rotated: KeepRotated = renewal.keep_rotated
    forget_refused: ForgetRefused = renewal.forget_refused


def seams_with(bugs: Sequence[str]) -> Seams:
    seams = Seams()
    for bug in bugs:
        import_module(f"reference_backend.bugs.{bug.replace('-', '_')}").install(seams)
    return seams
