"""What a request of amoCRM's own meets on its way, by order of a test."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Somebody in between answers with a status; 0 is nobody, until the receiver's time is up."""

    id: str
    status: int
    reaches: bool = False  # the receiver gets the request all the same, and only its answer is lost


@dataclass(frozen=True, slots=True)
class Ordered:
    """A hindrance, and how many requests meet it; None is every one."""

    hindrance: Hindrance
    times: int | None
