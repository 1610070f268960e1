"""HTTP to amoCRM: the token endpoint and reading API v4, as plain values and two kinds of failure."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from reference_backend.json_values import JsonObject, as_integer, as_object, as_text
from reference_backend.pace import Pace
from reference_backend.settings import Settings

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session

    from reference_backend.seams import Seams  # the seams are made of functions that this module has, too

Query = Sequence[tuple[str, str | int]]

_CONNECT_SECONDS = 5
# A code or a refresh token is spent by now, so its answer is worth waiting for.
_TOKEN_SECONDS = 15
_PAUSES_BEFORE_REPEATING_A_READ = (0.5, 1.0)


@dataclass(frozen=True, slots=True)
class TokenPair:
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: float


class AmoRefused(Exception):
    """amoCRM answered, and the answer is no."""

    def __init__(self, status: int) -> None:
        super().__init__(f"AMO CRM answered {status}")
        self.status = status


class AmoUnreachable(Exception):
    """No usable answer from amoCRM: whether it acted on the request is unknown."""


class AmoCrm:
    def __init__(self, settings: Settings, seams: "Seams") -> None:
        self._settings = settings
        self._seams = seams
        self._pace = Pace(settings.requests_per_second)
        self._pause = threading.Event()

    def exchange(self, host: str, *, code: str) -> TokenPair:
        return self.token(host, {"grant_type": "authorization_code", "code": code, **self._redirect_uri})

    def refresh(self, host: str, *, refresh_token: str) -> TokenPair:
        return self.token(host, {"grant_type": "refresh_token", "refresh_token": refresh_token, **self._redirect_uri})

    def token(self, host: str, grant: Mapping[str, str]) -> TokenPair:
        """Never repeated: a code and a refresh token are spent by the first request, even if its answer is lost."""
        client = {"client_id": self._settings.client_id, "client_secret": self._settings.client_secret}

        def ask(seconds: float = _TOKEN_SECONDS) -> "Response":
            return self._send("POST", host, "/oauth2/access_token", body=client | dict(grant), seconds=seconds)

        pair = self._seams.read_json(self._seams.ask_for_tokens(ask))
        access_token, refresh_token = as_text(pair.get("access_token")), as_text(pair.get("refresh_token"))
        seconds = as_integer(pair.get("expires_in"))
        if access_token is None or refresh_token is None or seconds is None:
            raise AmoUnreachable("AMO CRM's token answer lacks access_token, refresh_token or expires_in")
        return TokenPair(access_token, refresh_token, expires_at=time.time() + seconds)

    def read(self, host: str, path: str, *, access_token: str, query: Query = ()) -> JsonObject | None:
        """A GET under /api/v4; None for 204. Short trouble (429, 5xx) is tried again: reading changes nothing."""

        def read_once() -> "Response":
            return self._send("GET", host, f"/api/v4/{path}", bearer=access_token, query=query)

        answer = self._seams.ask_again(read_once, self._pause)
        return None if answer.status_code == 204 else self._seams.read_json(answer)

    def host_of_account(self, shared_host: str, *, refresh_token: str) -> str | None:
        """Where the account of a refresh token lives now; asking doesn't use the token up."""
        told = {"X-Refresh-Token": refresh_token}
        answer = self._send("GET", shared_host, "/oauth2/account/current/subdomain", headers=told)
        return as_text(self._seams.read_json(answer).get("domain"))

    def subscribe(self, host: str, *, access_token: str, destination: str, events: Sequence[str]) -> None:
        """Have word of events sent to an address; asking again changes nothing."""
        wish = {"destination": destination, "settings": list(events)}
        answer = self._send("POST", host, "/api/v4/webhooks", bearer=access_token, body=wish)
        if answer.status_code != 201:
            raise AmoRefused(answer.status_code)

    @property
    def _redirect_uri(self) -> dict[str, str]:
        return {"redirect_uri": self._settings.redirect_uri}

    def _send(
        self,
        method: str,
        host: str,
        path: str,
        *,
        bearer: str | None = None,
        query: Query = (),
        body: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
    ) -> "Response":
        from requests import RequestException

        self._pace.await_turn(host)
        try:
            return self._http.request(
                method,
                (self._settings.base_url or f"{self._settings.scheme}://{host}") + path,
                params=list(query),
                json=body,
                headers=headers,
                auth=_authorization(bearer),
                timeout=self._seams.timeouts(_CONNECT_SECONDS, seconds or self._settings.answer_seconds),
                allow_redirects=False,
            )
        except RequestException as error:
            raise AmoUnreachable(f"no answer from AMO CRM ({type(error).__name__})") from error

    @cached_property
    def _http(self) -> "Session":
        from reference_backend.http_session import new_session

        return new_session()


def _authorization(bearer: str | None) -> "Callable[[PreparedRequest], PreparedRequest]":
    """Given even where there is nothing to add: otherwise `requests` would look into .netrc and send what it finds."""

    def add(request: "PreparedRequest") -> "PreparedRequest":
        if bearer is not None:
            request.headers["Authorization"] = f"Bearer {bearer}"
        return request

    return add


def ask_again(ask: "Callable[[], Response]", pause: threading.Event) -> "Response":
    """Until the answer is no short trouble, or has been one three times."""
    answer = ask()
    for seconds in _PAUSES_BEFORE_REPEATING_A_READ:
        if answer.status_code != 429 and answer.status_code < 500:
            break
        pause.wait(seconds)
        answer = ask()
    return answer


def ask_for_tokens(ask: "Callable[[], Response]") -> "Response":
    """Once, whatever comes of it."""
    return ask()


def timeouts(connect: float, answer: float) -> tuple[float, float] | None:
    """How many seconds to wait for a connection, and for the next bytes of an answer."""
    return connect, answer


def read_json(answer: "Response") -> JsonObject:
    """The status is looked at first: what stands before amoCRM refuses with pages of HTML."""
    if answer.status_code != 200:
        raise AmoRefused(answer.status_code)
    try:
        return as_object(answer.json())
    except ValueError as error:
        raise AmoUnreachable("AMO CRM's answer is not JSON") from error
