"""Why a request is refused, by name; the app turns each into the error envelope with its HTTP status."""


class Refusal(Exception):
    """The answer is `status` and `message`, and `code` where a client should be able to tell causes apart."""

    def __init__(self, status: int, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code


def invalid(message: str) -> Refusal:
    return Refusal(400, message)


def not_connected() -> Refusal:
    return Refusal(409, "AMO CRM not authorized for this user. Please authorize first.", code="not_connected")


def reconnect() -> Refusal:
    # 409, not 401: for 401 a client renews or drops its app session, and that session is fine.
    return Refusal(409, "AMO CRM no longer accepts this connection. Please connect again.", code="reconnect")
