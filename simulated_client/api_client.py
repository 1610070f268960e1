"""The app's HTTP client: adds the JWT, renews it once when it is over, and turns answers into values or failures."""

from collections.abc import Callable, Mapping

from simulated_client.answers import Answer, accepted, message_of
from simulated_client.api_shape import ApiShape, Call
from simulated_client.failures import CallFailed, ConnectionFailed, SessionLost
from simulated_client.session import Session
from simulated_client.session_answers import SessionAnswers
from simulated_client.wire import Request, Response, Send


class ApiClient:
    """Calls the backend in the name of the person who is signed in."""

    def __init__(
        self,
        *,
        send: Send,
        shape: ApiShape,
        session: Session,
        answers: SessionAnswers,
        on_session_lost: Callable[[str], None],
    ) -> None:
        self.shape = shape
        self.session = session
        self._transport = send
        self._answers = answers
        self._on_session_lost = on_session_lost

    def sign_in(self, *, email: str, password: str) -> None:
        """Log in and keep the session."""
        response = self._send(self.shape.sign_in, {"email": email, "password": password}, token=None)
        login = self._answers.login(self.shape.sign_in, response)
        self.session.open(token=login.token, refresh_token=login.refresh_token, user_id=login.user_id)

    def call(self, call: Call, **values: object) -> Answer:
        """Make the call; a JWT that is over is renewed once, and the person signed out if that doesn't help."""
        response = self._send(call, values, token=self.session.token)
        if not self._answers.is_over(response) or not self.session.signed_in:
            return accepted(call, response)
        if self._refresh():
            response = self._send(call, values, token=self.session.token)
            if not self._answers.is_over(response):
                return accepted(call, response)
        self.session.close()
        failure = SessionLost(response.status, message_of(response))
        self._on_session_lost(failure.reason)
        raise failure

    def _refresh(self) -> bool:
        if self.shape.refresh is None:
            return False
        values = {"refresh_token": self.session.refresh_token}
        try:
            login = self._answers.renewal(self.shape.refresh, self._send(self.shape.refresh, values, token=None))
        except ConnectionFailed:
            raise  # says nothing about the session, so the person stays signed in
        except CallFailed:
            return False
        self.session.renew(token=login.token, refresh_token=login.refresh_token)
        return True

    def _send(self, call: Call, values: Mapping[str, object], *, token: str | None) -> Response:
        headers = {"Accept": "application/json"}
        body = call.filled_body(values)
        if body is not None:
            headers["Content-Type"] = "application/json"
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return self._transport(Request(call.method, call.filled_path(values), headers, body))
