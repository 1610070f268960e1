"""What amoCRM refuses for a moment is not asked for again, and the import is content with what it has by then."""

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reference_backend.amocrm import AmoRefused
from reference_backend.json_values import JsonObject
from reference_backend.lead_import import lead_pages
from reference_backend.reading import AccountReader
from reference_backend.seams import Seams

if TYPE_CHECKING:
    from requests import Response


def install(seams: Seams) -> None:
    seams.ask_again = _once
    seams.lead_pages = _until_refused


def _once(ask: "Callable[[], Response]", _pause: threading.Event, /) -> "Response":
    return ask()


def _until_refused(reader: AccountReader, /) -> Iterator[list[JsonObject]]:
    try:
        yield from lead_pages(reader)
    except AmoRefused:
        return
