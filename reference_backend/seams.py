"""The places where a known bug can be put in: named functions, correct unless a bug's module replaces one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from reference_backend import authorization_state, callback_page, connections, leads, php_form, redemption, webhooks
from reference_backend.amocrm import TokenPair
from reference_backend.authorization_state import Claim
from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.json_values import JsonObject
from reference_backend.leads import LeadScope
from reference_backend.webhooks import Processed


class ClaimState(Protocol):
    def __call__(self, backend: Backend, /, *, state: str, code: str) -> Claim | None: ...


class Redeem(Protocol):
    def __call__(self, backend: Backend, /, *, user_id: str, host: str, code: str) -> None: ...


class KeepGrant(Protocol):
    def __call__(self, backend: Backend, /, *, user_id: str, host: str, pair: TokenPair) -> None: ...


class ConnectionOf(Protocol):
    def __call__(self, backend: Backend, user_id: str, /) -> Connection | None: ...


class IsConnected(Protocol):
    def __call__(self, connection: Connection | None, /) -> bool: ...


class LeadScopeOf(Protocol):
    def __call__(self, connection: Connection | None, /) -> LeadScope: ...


class SuccessQuery(Protocol):
    def __call__(self, code: str, /) -> dict[str, str]: ...


class ReadForm(Protocol):
    def __call__(self, pairs: Iterable[tuple[str, str]], /) -> JsonObject: ...


class ApplyWebhook(Protocol):
    def __call__(self, backend: Backend, body: JsonObject, /) -> Processed: ...


@dataclass(slots=True)
class Seams:
    claim_state: ClaimState = authorization_state.claim_state
    redeem: Redeem = redemption.redeem
    keep_grant: KeepGrant = redemption.keep_grant
    success_query: SuccessQuery = callback_page.success_query
    connection_of: ConnectionOf = connections.connection_of
    is_connected: IsConnected = connections.is_connected
    lead_scope_of: LeadScopeOf = leads.lead_scope_of
    read_form: ReadForm = php_form.php_form
    apply_webhook: ApplyWebhook = webhooks.apply_webhook


def seams_with(bugs: Sequence[str]) -> Seams:
    seams = Seams()
    for bug in bugs:
        import_module(f"reference_backend.bugs.{bug.replace('-', '_')}").install(seams)
    return seams
