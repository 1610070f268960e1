"""Without a code the callback answers 400 like an API; the person in the browser sees JSON and no way back."""

from collections.abc import Mapping

from reference_backend.callback import CallbackQuery, read_query
from reference_backend.refusals import invalid
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.read_callback = _demand_code


def _demand_code(arguments: Mapping[str, str], /) -> CallbackQuery:
    query = read_query(arguments)
    if not query.code:
        raise invalid("Authorization code is required")
    return query
