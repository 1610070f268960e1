"""Stories of the cause rate_limit_ignored."""

from collections.abc import Mapping
from dataclasses import replace

from backend_reads import api

from stories import Story


def hurried(*starts: int, path: str = "leads?page=1", status: int = 429) -> Story:
    """The same read at these moments, each refused."""
    return tuple(api(start, start + 5, path, status=status) for start in starts)


PROVED: Mapping[str, Story] = {"": hurried(10, 20, 30, 40)}

LIKENESSES: Mapping[str, Story] = {
    "twice more": hurried(10, 20, 30),
    "after a pause each time": hurried(10, 510, 1510, 3510),
    "other pages": (
        *hurried(10, 20, path="leads?page=1"),
        *hurried(30, 40, path="leads?page=2"),
    ),
    "a success in between": (*hurried(10, 20), api(30, 35, "leads?page=1"), *hurried(40, 50)),
    "refused for other reasons": hurried(10, 20, 30, 40, status=503),
    "another account's": (*hurried(10, 30), *(replace(call, account="marko-crm") for call in hurried(20, 40))),
    "at the same time": tuple(api(10 + n, 50, "leads?page=1", status=429) for n in range(4)),
}
