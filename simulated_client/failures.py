"""How a call to the backend can fail, as the app tells the cases apart."""

from http import HTTPStatus


class CallFailed(Exception):
    """The app got no usable answer; `reason` is what `Screen.reason` keeps."""

    @property
    def reason(self) -> str:
        """One line for the screen's reason."""
        return str(self)


class ConnectionFailed(CallFailed):
    """No answer came at all: refused, reset, timed out."""

    @property
    def reason(self) -> str:
        """The transport's words, marked as such."""
        return f"connection failed: {self}"


class WrongShape(CallFailed):
    """The answer was a success, but not of the agreed shape."""

    @property
    def reason(self) -> str:
        """What was looked for and not found."""
        return f"wrong shape: {self}"


class Refused(CallFailed):
    """The backend answered with something other than 2xx."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status} {message}".rstrip())
        self.status = status
        self.message = message


class SessionLost(Refused):
    """A JWT that is over and that renewing did not cure; the app has signed the person out."""


class ScreenCrashed(Exception):
    """JavaScript threw while a screen was drawn: nothing is on the screen any more until the app is started anew."""


class ScriptFailed(CallFailed):
    """JavaScript threw while something was prepared; no request was made."""


def standard_phrase(status: int) -> str:
    """The phrase of RFC 9110 for a status, empty for an unknown one."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
