"""The app's HTTP client: adds the JWT, refreshes it once on 401, and turns answers into values or failures."""

import json
from collections.abc import Callable, Mapping

from simulated_client.api_shape import ApiShape, Call
from simulated_client.failures import CallFailed, ConnectionFailed, Refused, SessionLost, WrongShape, standard_phrase
from simulated_client.session import Session
from simulated_client.wire import Request, Response, Send

_NOT_JSON = object()


class Answer:
    """A success of the backend, read by the call's own JMESPaths."""

    def __init__(self, call: Call, response: Response) -> None:
        self._call = call
        self._document = _parsed(response.body)

    def read(self, name: str) -> object:
        """The value under that name, or None where there is none."""
        if self._document is _NOT_JSON:
            raise WrongShape(f"{self._call.method} {self._call.path} did not answer with JSON")
        return read_path(self._call.read.get(name), self._document)

    def at(self, path: str) -> object:
        """What lies at a path that isn't the call's own."""
        return read_path(path, self._document)

    def read_url(self, name: str) -> str:
        """The value, which must be an address that a browser can open."""
        url = self.read_text(name)
        if not url.startswith(("https://", "http://")):
            raise WrongShape(f"{self._call.method} {self._call.path} has no web address at {self._call.read[name]!r}")
        return url

    def read_text(self, name: str) -> str:
        """The value, which must be a string with something in it."""
        value = self.read(name)
        if not isinstance(value, str) or not value:
            where = self._call.read[name]
            raise WrongShape(f"{self._call.method} {self._call.path} has no string at {where!r} ({name})")
        return value


def read_path(path: str | None, document: object) -> object:
    """What a JMESPath finds in a document; no path finds None."""
    if path is None:
        return None
    from jmespath import search

    found: object = search(path, document)
    return found


class ApiClient:
    """Calls the backend in the name of the person who is signed in."""

    def __init__(
        self, *, send: Send, shape: ApiShape, session: Session, on_session_lost: Callable[[str], None]
    ) -> None:
        self.shape = shape
        self.session = session
        self._transport = send
        self._on_session_lost = on_session_lost

    def sign_in(self, *, email: str, password: str) -> None:
        """Log in and keep the session."""
        response = self._send(self.shape.sign_in, {"email": email, "password": password}, token=None)
        answer = _accepted(self.shape.sign_in, response)
        user_id = answer.read("user_id")
        self.session.open(
            token=answer.read_text("token"),
            refresh_token=_text_or_none(answer.read("refresh_token")),
            user_id=user_id if isinstance(user_id, str | int) else None,
        )

    def call(self, call: Call, **values: object) -> Answer:
        """Make the call; 401 refreshes the JWT once and repeats, and signs the person out if that doesn't help."""
        response = self._send(call, values, token=self.session.token)
        if response.status != 401 or not self.session.signed_in:
            return _accepted(call, response)
        if self._refresh():
            response = self._send(call, values, token=self.session.token)
            if response.status != 401:
                return _accepted(call, response)
        self.session.close()
        failure = SessionLost(401, _message(response))
        self._on_session_lost(failure.reason)
        raise failure

    def _refresh(self) -> bool:
        if self.shape.refresh is None:
            return False
        values = {"refresh_token": self.session.refresh_token}
        try:
            answer = _accepted(self.shape.refresh, self._send(self.shape.refresh, values, token=None))
            token = answer.read_text("token")
        except ConnectionFailed:
            raise  # says nothing about the session, so the person stays signed in
        except CallFailed:
            return False
        self.session.renew(token=token, refresh_token=_text_or_none(answer.read("refresh_token")))
        return True

    def _send(self, call: Call, values: Mapping[str, object], *, token: str | None) -> Response:
        headers = {"Accept": "application/json"}
        body = call.filled_body(values)
        if body is not None:
            headers["Content-Type"] = "application/json"
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return self._transport(Request(call.method, call.filled_path(values), headers, body))


def _accepted(call: Call, response: Response) -> Answer:
    if not 200 <= response.status < 300:
        raise Refused(response.status, _message(response))
    return Answer(call, response)


def _message(response: Response) -> str:
    document = _parsed(response.body)
    message = document.get("message") if isinstance(document, dict) else None
    return message if isinstance(message, str) else standard_phrase(response.status)


def _parsed(body: bytes) -> object:
    try:
        document: object = json.loads(body)
    except ValueError:
        return _NOT_JSON
    return document


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
