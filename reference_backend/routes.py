"""Every route of the backend, from top to bottom."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response

from reference_backend.sessions import Session
from reference_backend.views import auth, connect, crm, disable_hook, health, leads, webhook

_APP = ("/api", "/api/v1")
_V1 = ("/api/v1",)
_ROOT = ("",)


@dataclass(frozen=True, slots=True)
class Route:
    """An open view takes the backend; any other also takes the session of whoever is logged in."""

    method: str
    path: str
    view: Callable[..., Response]
    prefixes: tuple[str, ...] = _APP
    is_open: bool = False


ROUTES = (
    Route("GET", "/health", health.health, prefixes=_ROOT, is_open=True),
    Route("POST", "/auth/register", auth.register_user, is_open=True),
    Route("POST", "/auth/login", auth.login, is_open=True),
    Route("POST", "/auth/refresh", auth.refresh, is_open=True),
    Route("GET", "/auth/me", auth.me),
    Route("GET", "/amo-crm/connect", connect.connect),
    Route("GET", "/amo-crm/callback", connect.callback, is_open=True),
    Route("GET", "/amo-crm/status", connect.status),
    Route("POST", "/amo-crm/exchange-code", connect.exchange_code),
    Route("POST", "/amo-crm/disconnect", connect.disconnect),
    Route("GET", "/amo-crm/pipelines", crm.pipelines),
    Route("GET", "/amo-crm/pipelines/<pipeline_id>/stages", crm.stages),
    Route("GET", "/amo-crm/leads/<lead_id>", crm.lead_details),
    Route("POST", "/amo-crm/sync/leads", crm.sync_leads),
    Route("POST", "/amo-crm/webhook", webhook.webhook, is_open=True),
    Route("GET", "/amo-crm/disabled", disable_hook.disabled, is_open=True),
    Route("GET", "/leads", leads.lead_list, prefixes=_V1),
    Route("GET", "/leads/<lead_id>", leads.one_lead, prefixes=_V1),
)


def prefixes_of(route: Route) -> tuple[str, ...]:
    return route.prefixes


def admit(_route: Route, _session: Session) -> None:
    """Every role may use every route: what anybody gets there is their own connection's."""
