"""The import takes the first page of the account's leads for all of them."""

from collections.abc import Iterator
from itertools import islice

from reference_backend.json_values import JsonObject
from reference_backend.lead_import import lead_pages
from reference_backend.reading import AccountReader
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.lead_pages = _first_page


def _first_page(reader: AccountReader, /) -> Iterator[list[JsonObject]]:
    return islice(lead_pages(reader), 1)
