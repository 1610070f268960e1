"""Refusals of the chats' API, which has a document of its own."""

from mock_amocrm.problems import Problem


def refused(status: int, kind: str, description: str) -> Problem:
    """`error_type` tells the cases apart."""
    body = {"status": 0, "error_code": status, "error_type": kind, "error_description": description}
    return Problem(status, body, content_type="application/json")


def invalid_signature() -> Problem:
    """Not signed with the channel's secret, or not over this request."""
    return refused(403, "ORIGIN_INVALID_SIGNATURE", "invalid signature")


def not_registered() -> Problem:
    """No such channel, or it isn't connected to the account."""
    return refused(404, "ORIGIN_NOT_REGISTERED", "origin not registered")


def not_found(what: str) -> Problem:
    """Something that the request names isn't there."""
    return refused(404, "NOT_FOUND", f"{what} not found")


def invalid(what: str) -> Problem:
    """A key that is missing, or not what it should be. The type's name is a guess: no such answer is known."""
    return refused(400, "INVALID_REQUEST", f"{what} is invalid")
