"""What stands in for the {placeholders} of a documented path: the kind of thing whose id it is."""

import re
from collections.abc import Iterator

from catalogue.everything import ENTITIES, Everything

ROOT = "/api/v4/"
_HOLE = re.compile(r"{(\w+)}")
USED_UP = ("DELETE", "accept", "decline", "activate", "deactivate", "close")

# The path up to and with a placeholder → the kind of thing that its id is of.
PLACES = {
    **{f"{kind}/{{{hole}}}": kind for kind in ENTITIES for hole in ("id", "entity_id")},
    "customers/{customer_id}": "customers",
    "customers/statuses/{id}": "customer_statuses",
    "customers/segments/{id}": "segments",
    "customers/segments/custom_fields/{id}": "segments fields",
    "customers/transactions/{id}": "transactions",
    "customers/{customer_id}/transactions/{id}": "transactions",
    "leads/unsorted/{uid}": "unsorted",
    "leads/pipelines/{id}": "pipelines",
    "leads/pipelines/{pipeline_id}": "pipelines",
    "leads/pipelines/{pipeline_id}/statuses/{id}": "statuses",
    "leads/loss_reasons/{id}": "loss_reasons",
    "leads/tags/{id}": "tags",
    **{f"{kind}/notes/{{id}}": f"{kind} notes" for kind in ENTITIES},
    **{f"{kind}/{{entity_id}}/notes/{{id}}": f"{kind} notes" for kind in ENTITIES},
    **{f"{kind}/custom_fields/{{id}}": f"{kind} fields" for kind in ENTITIES},
    **{f"{kind}/custom_fields/groups/{{id}}": f"{kind} groups" for kind in ENTITIES},
    "catalogs/{id}": "catalogs",
    "catalogs/{catalog_id}": "catalogs",
    "catalogs/{catalog_id}/custom_fields/{id}": "catalogs fields",
    "catalogs/{catalog_id}/custom_fields/groups/{id}": "catalogs groups",
    "catalogs/{catalog_id}/elements/{id}": "elements",
    "catalogs/{catalog_id}/{element_id}": "elements",
    "tasks/{id}": "tasks",
    "events/{id}": "events",
    "users/{id}": "users",
    "roles/{id}": "roles",
    "widgets/{code}": "widgets",
    "sources/{id}": "sources",
    "website_buttons/{source_id}": "buttons",
    "chats/templates/{id}": "templates",
    "talks/{id}": "talks",
    "bots/{id}": "bots",
    "salesbot/{bot_id}": "bots",
    "marketingbot/{bot_id}": "bots",
    "files/{file_uuid}": "files",
    "/v1.0/files/{file_uuid}": "files",
}


def prefixes(path: str) -> Iterator[tuple[str, str]]:
    """Each placeholder of a path, with the path up to and with it."""
    plain = path.removeprefix(ROOT)
    for found in _HOLE.finditer(plain):
        yield found[0], plain[: found.end()]


def filled(e: Everything, path: str, *, method: str, more: dict[str, str]) -> str:
    """The path with ids of things that are there; the last one is used up where the method does that."""
    holes = list(prefixes(path))
    used_up = method == "DELETE" or path.rstrip("/").rpartition("/")[2] in USED_UP
    for number, (hole, prefix) in enumerate(holes, start=1):
        if hole in more:
            value: object = more[hole]
        else:
            what = PLACES[prefix]
            value = e.new(what) if used_up and number == len(holes) else e.one(what)
        path = path.replace(hole, str(value), 1)
    return path


def with_missing_id(path: str, *, given: str) -> str:
    """The path whose last id does not exist."""
    holes = _HOLE.findall(given)
    nowhere = "00000000-0000-4000-8000-000000000000" if holes[-1] in TEXTS else "1999999999"
    pattern = re.escape(given).replace(r"\{", "{").replace(r"\}", "}")
    parts = _HOLE.split(pattern)
    last = len(parts) - 2
    built = "".join(nowhere if at == last else "([^/]+)" if at % 2 else part for at, part in enumerate(parts))
    values = re.fullmatch("".join("([^/]+)" if at % 2 else part for at, part in enumerate(parts)), path)
    assert values is not None
    for value in values.groups()[:-1]:
        built = built.replace("([^/]+)", value, 1)
    return built.replace("\\", "")


TEXTS = ("uid", "code", "file_uuid")
