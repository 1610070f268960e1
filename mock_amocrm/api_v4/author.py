"""Who writes and when: what the default values of a new row are made of."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Author:
    """A user of the account (0 is amoCRM's robot) and the account's time."""

    user_id: int
    now: int


Default = Callable[[Author], object]


def constant(value: object) -> Default:
    """A default that does not depend on who writes."""
    return lambda _: value


def writer(author: Author) -> object:
    """The user who writes."""
    return author.user_id


def moment(author: Author) -> object:
    """The moment of writing."""
    return author.now


nothing = constant(None)
