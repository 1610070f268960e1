"""Who called whom, told by hosts and paths: amoCRM's own hosts, and the backend where the app's calls are answered."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from harness.adapters.app_api import AppApi
from harness.incident.call import Call
from harness.settings import Settings
from harness.wire.exchange import Actor

_AMOCRM: Final = (".amocrm.ru", ".amocrm.com", ".kommo.com")
_TOKENS_PATH: Final = "/oauth2/access_token"
_API_PATH: Final = "/api/v4"
_CONSENT: Final = ("/oauth", "/oauth/")
# Only a backend of this kind has these; a sign-in has every second website.
_OWN: Final = frozenset(
    {"callback", "connect", "exchange_code", "status", "disconnect", "leads", "lead", "disable_hook"}
)


@dataclass(frozen=True, slots=True)
class Hop:
    """Who called whom for what; `path` is as the app calls it."""

    caller: Actor
    callee: Actor
    role: str
    path: str


class Parties:
    """Learns from all calls of a record where the backend is, and says of each who takes part in it."""

    def __init__(self, api: AppApi, settings: Settings, calls: Iterable[Call]) -> None:
        self._api = api
        self._webhook = settings.backend.webhook.rstrip("/")
        self._consent_host = urlsplit(settings.app.authorize_url).hostname or ""
        found: dict[str, Counter[str]] = {}
        for call in calls:
            if not self.is_amocrm(call.url) and (prefix := self._prefix(call)) is not None:
                found.setdefault(call.host, Counter())[prefix] += 1
        self.backends: Mapping[str, str] = {host: prefixes.most_common(1)[0][0] for host, prefixes in found.items()}
        """Where backends answer, and what stands there before the paths that the app knows."""

    def is_amocrm(self, url: str) -> bool:
        """Whether this is amoCRM or Kommo."""
        host = (urlsplit(url).hostname or "").lower()
        return f".{host}".endswith(_AMOCRM) or host == self._consent_host

    def hop(self, call: Call) -> Hop | None:
        """None for what is of no interest."""
        path = urlsplit(call.url)._replace(scheme="", netloc="", fragment="").geturl()
        if self.is_amocrm(call.url):
            return self._at_amocrm(call, path)
        prefix = self.backends.get(call.host)
        if prefix is None:
            return None
        path = path.removeprefix(prefix)
        bare = path.partition("?")[0].rstrip("/")
        if bare == self._webhook:
            return Hop("amocrm", "backend", "webhook", path)
        role = self._api.role(call.method, path)
        if role == "disable_hook":
            return Hop("amocrm", "backend", "disable", path)
        if role == "callback" or call.is_page:
            return Hop("browser", "backend", role, path)
        return Hop("client", "backend", role, path)

    def _at_amocrm(self, call: Call, path: str) -> Hop | None:
        bare = path.partition("?")[0]
        if bare in _CONSENT:
            return Hop("browser", "amocrm", "consent", path)
        if bare.rstrip("/") == _TOKENS_PATH:
            return Hop("client" if call.from_browser else "backend", "amocrm", "token", path)
        if bare.startswith(_API_PATH) and not call.from_browser:
            return Hop("backend", "amocrm", "api", path)
        return None  # amoCRM's own pages ask for much

    def _prefix(self, call: Call) -> str | None:
        """What stands before a path of the app's; None where no path of the app's ends this one."""
        bare = urlsplit(call.url).path
        parts = bare.split("/")
        for at in range(1, len(parts)):
            rest = "/" + "/".join(parts[at:])
            if self._api.role(call.method, rest) in _OWN or rest.rstrip("/") == self._webhook:
                return bare[: len(bare) - len(rest)]
        return None
