"""The shape of `harness.toml`: one dataclass for each table, its defaults included."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

PLACEHOLDERS = (
    "python",
    "port",
    "crm_url",
    "account_host",
    "client_id",
    "client_secret",
    "redirect_uri",
    "database_url",
    "ca_file",
)
"""What `[backend] command` and `[backend.env]` may hold in braces, fixed for `version = 1`; python is the harness's."""

REFERENCE_COMMAND = ("{python}", "-m", "reference_backend", "--port", "{port}")
REFERENCE_ENV: Mapping[str, str] = {
    "AMO_CLIENT_ID": "{client_id}",
    "AMO_CLIENT_SECRET": "{client_secret}",
    "AMO_REDIRECT_URI": "{redirect_uri}",
    "AMO_SCHEME": "http",
    "AMO_AUTHORIZE_URL": "http://www.amocrm.ru/oauth",
    "DATABASE_URL": "{database_url}",
    "AMO_REQUESTS_PER_SECOND": "1000",  # the mock has no limit unless a scenario asks for one
    "AMO_ANSWER_SECONDS": "2",  # nor is it slow unless a scenario asks for that, and then nobody need wait long
}


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One call of the app: `request` is "METHOD /path?with={placeholders}"; `read` maps a result's name to JMESPath."""

    request: str
    body: Mapping[str, object] | None = None
    read: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UserSettings:
    """Where app users come from: registered by `[api.register]`, leased from `pool`, or printed by `hook` as JSON."""

    mode: Literal["register", "pool", "hook"] = "register"
    pool: tuple[Mapping[str, str], ...] = ()
    hook: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BackendSettings:
    """The backend under test: a command that the harness starts, or a URL where it runs already.

    `bug_option` is the switch by which the command takes known bugs; empty where there is none, since a backend that
    ignores unknown arguments would be green with any bug.
    """

    command: tuple[str, ...] = REFERENCE_COMMAND
    url: str | None = None
    cwd: str = "."
    env: Mapping[str, str] = field(default_factory=lambda: dict(REFERENCE_ENV))
    ready: str = "/health"
    callback: str = "/api/amo-crm/callback"
    webhook: str = "/api/amo-crm/webhook"
    disable_hook: str = "/api/amo-crm/disabled"
    bug_option: str = ""
    account: Literal["per-scenario", "fixed"] = "per-scenario"
    start_seconds: float = 20.0
    client_id: str | None = None
    client_secret: str | None = None
    redirect_uri: str | None = None
    users: UserSettings = field(default_factory=UserSettings)


REFERENCE = BackendSettings(bug_option="--bug")
"""The backend of a run that has no `[backend]`."""


@dataclass(frozen=True, slots=True)
class MockSettings:
    """The fake amoCRM: started by the harness, or one that runs at `url` already.

    `ca_file` is the CA of one that was started with `--tls`; everybody in the run trusts it then.
    """

    profile: str = "strict403"
    world: str = "empty"
    url: str | None = None
    port: int = 0
    ca_file: str | None = None


@dataclass(frozen=True, slots=True)
class AppSettings:
    """The app: which link wakes it, and how it builds the consent URL when the backend doesn't."""

    scheme: str = "foryoure"
    authorize_url: str = "http://www.amocrm.ru/oauth"


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """People's phones: `headless` is a model of the app in this process, `web` the app itself as a page in Chromium."""

    kind: Literal["headless", "web"] = "headless"


@dataclass(frozen=True, slots=True)
class BrowserSettings:
    """The browser: `auto` is Chromium for scenarios tagged @browser and plain HTTP forms for all others."""

    kind: Literal["auto", "form", "chromium"] = "auto"
    chromium: str | None = None
    timeout_seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; `path` is the file that they came from, None for the built-in defaults."""

    path: Path | None = None
    version: int = 1
    steps: tuple[str, ...] = ("scenarios.steps",)
    language: Literal["uk", "ru", "en"] | None = None
    tags: tuple[str, ...] = ()
    backend: BackendSettings = REFERENCE
    mock: MockSettings = field(default_factory=MockSettings)
    app: AppSettings = field(default_factory=AppSettings)
    client: ClientSettings = field(default_factory=ClientSettings)
    browser: BrowserSettings = field(default_factory=BrowserSettings)
    api: Mapping[str, ApiCall] = field(default_factory=dict)

    def of_worker(self, number: int, *, of: int) -> "Settings":
        """What one of several processes may use: its own share of the pool of users."""
        users = replace(self.backend.users, pool=self.backend.users.pool[number::of])
        return replace(self, backend=replace(self.backend, users=users))

    @property
    def folder(self) -> Path:
        """What relative paths in the settings start from."""
        return self.path.parent if self.path else Path.cwd()
