"""What the environment says, read once and parsed; nothing else in this room looks at the environment."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import urlsplit

_OWN_PREFIXES = ("AMO", "APP", "DATABASE")


class SettingsError(Exception):
    """A setting is missing or unusable; the message names the variable and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    scheme: str
    authorize_url: str
    base_url: str | None
    database_url: str = field(repr=False)
    app_secret: str = field(repr=False)
    deep_link: str
    state_seconds: int
    requests_per_second: int
    answer_seconds: int
    """How long amoCRM's API may keep us waiting while somebody waits for us."""
    webhook_uri: str | None = None
    """Where amoCRM is asked to send word of changed leads; None leaves that to whoever administers the account."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    scheme = environment.get("AMO_SCHEME") or "https"
    if scheme not in ("http", "https"):
        raise SettingsError(f"AMO_SCHEME is {scheme!r}; it must be http or https")
    return Settings(
        client_id=_required(environment, "AMO_CLIENT_ID"),
        client_secret=_required(environment, "AMO_CLIENT_SECRET"),
        redirect_uri=_web_address("AMO_REDIRECT_URI", _required(environment, "AMO_REDIRECT_URI")),
        scheme=scheme,
        authorize_url=_web_address(
            "AMO_AUTHORIZE_URL", environment.get("AMO_AUTHORIZE_URL") or "https://www.amocrm.ru/oauth"
        ),
        base_url=_optional_address(environment, "AMO_BASE_URL"),
        database_url=_database(environment.get("DATABASE_URL") or "sqlite:///reference_backend.sqlite3"),
        app_secret=environment.get("APP_SECRET") or secrets.token_hex(32),
        deep_link=_deep_link(environment.get("APP_DEEP_LINK") or "foryoure://amo-crm/callback"),
        state_seconds=_count(environment, "APP_STATE_SECONDS", default=1200, least=0),
        requests_per_second=_count(environment, "AMO_REQUESTS_PER_SECOND", default=7, least=1),
        answer_seconds=_count(environment, "AMO_ANSWER_SECONDS", default=15, least=1),
        webhook_uri=_full_address(environment, "AMO_WEBHOOK_URI"),
    )


def _required(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "").strip()
    if value:
        return value
    candidates = [other for other in environment if other.upper().startswith(_OWN_PREFIXES) and other != name]
    nearest = get_close_matches(name, candidates, n=1, cutoff=0.85)
    hint = f" (there is {nearest[0]}: misspelled?)" if nearest else ""
    raise SettingsError(f"{name} is not set{hint}; set this environment variable and start again")


def _web_address(name: str, value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"{name} is {value!r}; it must be a full address such as https://example.com/path")
    return value


def _optional_address(environment: Mapping[str, str], name: str) -> str | None:
    value = _full_address(environment, name)
    return value.rstrip("/") if value else None


def _full_address(environment: Mapping[str, str], name: str) -> str | None:
    value = environment.get(name, "").strip()
    return _web_address(name, value) if value else None


def _database(value: str) -> str:
    scheme = value.partition(":")[0]
    if scheme not in ("sqlite", "postgresql", "postgres"):
        # The whole address may hold a password, so only its scheme is repeated.
        raise SettingsError(f"DATABASE_URL begins with {scheme!r}; use sqlite:///path or postgresql://user@host/name")
    if scheme == "sqlite" and value.removeprefix("sqlite:///") in (value, "", ":memory:"):
        raise SettingsError("DATABASE_URL must name a file, as in sqlite:///backend.sqlite3")
    return value


def _deep_link(value: str) -> str:
    if "://" not in value:
        raise SettingsError(f"APP_DEEP_LINK is {value!r}; it must be an app address such as myapp://amo-crm/callback")
    return value


def _count(environment: Mapping[str, str], name: str, *, default: int, least: int) -> int:
    value = environment.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise SettingsError(f"{name} is {value!r}; it must be a whole number, {least} or more")
    return int(value)
