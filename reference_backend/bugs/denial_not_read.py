"""The callback never reads `error`: a person who pressed Deny is told that the code is missing."""

from collections.abc import Mapping
from dataclasses import replace

from reference_backend.callback import CallbackQuery, read_query
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.read_callback = _without_error


def _without_error(arguments: Mapping[str, str], /) -> CallbackQuery:
    return replace(read_query(arguments), error="")
