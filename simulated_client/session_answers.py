"""How the app reads what the backend says of its session: a login, a renewal, and that the session is over."""

from collections.abc import Callable
from dataclasses import dataclass, field

from simulated_client.answers import accepted, message_of
from simulated_client.api_shape import Call
from simulated_client.wire import Response


@dataclass(frozen=True, slots=True)
class Login:
    """The app's tokens, and whose they are; they stay out of the repr."""

    token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    user_id: str | int | None = None


def read_login(call: Call, response: Response) -> Login:
    """What signing in was answered; a refusal or another shape is a failure."""
    answer = accepted(call, response)
    user_id = answer.read("user_id")
    return Login(
        answer.read_text("token"),
        _text_or_none(answer.read("refresh_token")),
        user_id if isinstance(user_id, str | int) else None,
    )


def read_renewal(call: Call, response: Response) -> Login:
    """The new tokens."""
    answer = accepted(call, response)
    return Login(answer.read_text("token"), _text_or_none(answer.read("refresh_token")))


def is_session_over(response: Response) -> bool:
    """Whether the token is no longer good: 401, or the 403 that some backends say it with."""
    return response.status == 401 or (response.status == 403 and message_of(response).startswith("Invalid token"))


@dataclass(frozen=True, slots=True)
class SessionAnswers:
    """The three readings; the defaults are the correct app's."""

    login: Callable[[Call, Response], Login] = read_login
    renewal: Callable[[Call, Response], Login] = read_renewal
    is_over: Callable[[Response], bool] = is_session_over


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
