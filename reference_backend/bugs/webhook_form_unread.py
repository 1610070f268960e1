"""The webhook expects JSON: what amoCRM sends, a form, is answered with 200 and means nothing."""

from collections.abc import Iterable

from reference_backend.json_values import JsonObject
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.read_form = _nothing


def _nothing(_pairs: Iterable[tuple[str, str]], /) -> JsonObject:
    return {}
