"""Is it there, and which one is it."""

import os
from importlib.metadata import version

from mock_amocrm.control.operation import BOOLEAN, INTEGER, STRING, Operation, Request, listing, record
from mock_amocrm.extension import Extension
from mock_amocrm.worlds import world_names


def health(fake: Extension, _: Request) -> object:
    """What a harness wants to know before it starts."""
    return {
        "status": "ok",
        "profile": fake.profile.name,
        "strict": fake.is_strict,
        "version": version("amocrm-e2e"),
        "now": int(fake.store.clock.now()),
        "pid": os.getpid(),
    }


def worlds(_: Extension, __: Request) -> object:
    """The worlds that an account can be born in."""
    return {"worlds": list(world_names())}


OPERATIONS = (
    Operation(
        "GET",
        "/health",
        "Whether the fake serves, and how",
        health,
        record(status=STRING, profile=STRING, strict=BOOLEAN, version=STRING, now=INTEGER, pid=INTEGER),
    ),
    Operation("GET", "/worlds", "Names of the built-in worlds", worlds, record(worlds=listing(STRING))),
)
