"""The import reads the body of every answer, and amoCRM's answer of an account without leads has none."""

from collections.abc import Iterator
from typing import Any, cast

from reference_backend.amocrm import Query
from reference_backend.json_values import JsonObject
from reference_backend.reading import PAGE_SIZE, AccountReader
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.lead_pages = _without_looking


def _without_looking(reader: AccountReader, /) -> Iterator[list[JsonObject]]:
    page, more = 1, True
    while more:
        query: Query = [("with", "contacts"), ("order[id]", "asc"), ("page", page), ("limit", PAGE_SIZE)]
        answer = cast("Any", reader.read("leads", query))  # None where there is nothing
        yield answer["_embedded"]["leads"]
        page, more = page + 1, "next" in answer["_links"]
