"""Refusals of the API by name, each with the body that amoCRM sends."""

from collections.abc import Mapping, Sequence

from mock_amocrm.api_v4.draft import DETAILS
from mock_amocrm.problems import Problem, problem


def empty_body(hint: str | None = None) -> Problem:
    """A write without data; `hint` says what the fake saw when the body was there but was no JSON."""
    more = {"hint": hint} if hint else {}
    return problem(400, detail="Request data can not be empty", **more)


def validation(errors: Sequence[tuple[str, Sequence[Mapping[str, str]]]]) -> Problem:
    """A write with bad items: each is its request id and what is wrong with it."""
    listed = [{"request_id": request_id, "errors": list(wrong)} for request_id, wrong in errors]
    refusal = problem(400, detail="Request validation failed")
    return Problem(400, {"validation-errors": listed, **refusal.body})


def wrong_shape(wanted: str) -> Problem:
    """An object where an array is due, or the reverse."""
    wrong = {"code": "InvalidType", "path": "", "detail": f"This value should be of type {wanted}."}
    return validation([("0", [wrong])])


def refused(code: str, path: str, *, detail: str = "", request_id: str = "0") -> Problem:
    """A write of one thing with one thing wrong in it."""
    return validation([(request_id, [{"code": code, "path": path, "detail": detail or DETAILS[code]}])])


def impossible(detail: str) -> Problem:
    """Well-formed, but this one can't be changed or deleted. What amoCRM says then isn't known: the text is a guess."""
    return problem(400, detail=detail)


def unprocessable(detail: str) -> Problem:
    """Understood and well-formed, but not possible: over a limit, in the wrong state."""
    return problem(422, detail=detail)


def unpaid() -> Problem:
    """Something that the account's tariff does not have."""
    return problem(402, detail="Payment required")


def too_many(limit: int) -> Problem:
    """More items in one write than the API takes."""
    return problem(422, detail=f"Limit {limit} per page")


def forbidden() -> Problem:
    """A right that the token's user lacks."""
    return problem(403, detail="Forbidden")


def missing(detail: str) -> Problem:
    """An id that does not exist, where amoCRM says so instead of answering 204."""
    return problem(404, detail=detail)
