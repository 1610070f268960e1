"""Form bodies with PHP's bracket keys, as amoCRM sends its webhooks: `leads[add][0][id]=1` is leads → add → 0 → id."""

import re
from collections.abc import Iterable

from reference_backend.json_values import JsonObject

_KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_PART = re.compile(r"\[([^\[\]]*)\]")
_DEEPEST = 12


def php_form(pairs: Iterable[tuple[str, str]]) -> JsonObject:
    """Lists stay objects keyed by index; a key that contradicts an earlier one is left out."""
    form: JsonObject = {}
    for key, value in pairs:
        match = _KEY.fullmatch(key)
        if match:
            _put(form, [match[1], *_PART.findall(match[2])][:_DEEPEST], value)
    return form


def _put(form: JsonObject, path: list[str], value: str) -> None:
    for part in path[:-1]:
        inner = form.setdefault(part or str(len(form)), {})
        if not isinstance(inner, dict):
            return
        form = inner
    form.setdefault(path[-1] or str(len(form)), value)
