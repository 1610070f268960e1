"""Whose a request is, found before it is judged: refusals and faults are attributed too."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from mock_amocrm.hosts import RequestedHost, account_at
from mock_amocrm.note import Note
from mock_amocrm.oauth.bearer import issued
from mock_amocrm.oauth.cut_off import is_cut_access
from mock_amocrm.oauth.request_fields import fields_of
from mock_amocrm.state.account import Account
from mock_amocrm.state.store import Store

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


def surface_of(path: str) -> str:
    """Which part of amoCRM a path belongs to."""
    if path.startswith("/api/"):
        return "api"
    if path.rstrip("/") == "/oauth":
        return "consent"
    if path.startswith("/auth/"):
        return "button"
    if path.startswith("/ajax/v2/integrations/"):
        return "widget"
    return "token" if path.startswith("/oauth2/") else "other"


def attribute(store: Store, environ: "WSGIEnvironment", *, surface: str, host: RequestedHost, body: bytes) -> Note:
    """The account and the integration as far as the request itself tells them."""
    find = SURFACES.get(surface, _by_bearer)
    owner, integration = find(store, environ, body)
    account = account_at(store, host) or owner
    note = Note(integration=integration if integration in store.integrations else None)
    if account is not None:
        note.account = account.subdomain
    if surface == "api" and owner is None and is_cut_access(store, _bearer(environ)):
        note.outcome = "access_cut_off"
    return note


def _bearer(environ: "WSGIEnvironment") -> str:
    return str(environ.get("HTTP_AUTHORIZATION", "")).partition(" ")[2].strip()


def _by_bearer(store: Store, environ: "WSGIEnvironment", body: bytes) -> tuple[Account | None, str | None]:  # noqa: ARG001 - a Finder's
    account, access = issued(store, environ.get("HTTP_AUTHORIZATION"))
    return account, access.client_id if access else None


def _by_fields(store: Store, environ: "WSGIEnvironment", body: bytes) -> tuple[Account | None, str | None]:
    fields = fields_of(body, environ.get("HTTP_AUTHORIZATION", ""))
    refresh = fields.get("refresh_token") or environ.get("HTTP_X_REFRESH_TOKEN", "")
    account = store.account_of_code(fields.get("code", "")) or store.account_of_refresh(refresh)
    token = account.grants.refresh_tokens.get(refresh) if account else None
    return account, fields.get("client_id") or fields.get("client_uuid") or (token.client_id if token else None)


def _by_query(store: Store, environ: "WSGIEnvironment", body: bytes) -> tuple[Account | None, str | None]:  # noqa: ARG001 - a Finder's
    client_ids = parse_qs(environ.get("QUERY_STRING", "")).get("client_id", [])
    return None, client_ids[0] if client_ids else None


def _by_path(store: Store, environ: "WSGIEnvironment", body: bytes) -> tuple[Account | None, str | None]:  # noqa: ARG001 - a Finder's
    return None, next((part for part in environ["PATH_INFO"].split("/") if part in store.integrations), None)


Finder = Callable[[Store, "WSGIEnvironment", bytes], tuple[Account | None, str | None]]
SURFACES: Mapping[str, Finder] = {"token": _by_fields, "consent": _by_query, "widget": _by_path}
