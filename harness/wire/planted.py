"""Which values of an environment are secrets, as far as their names tell."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

_NAME: Final = re.compile(r"(?i)(?:token|secret|passw(?:or)?d|passphrase|(?:api|secret|private|access)_?key)$")
# "password", "postgres": sought everywhere, it would hit everyday words, and nobody is protected by it.
_WORD: Final = re.compile(r"[a-z]+|[A-Z]+|\{[a-z_]+\}")


def planted(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The secrets that whoever runs with this environment may print."""
    named = (value for name, value in environment.items() if _NAME.search(name) and "://" not in value)
    return tuple(
        value for value in (*named, *map(_password, environment.values())) if value and not _WORD.fullmatch(value)
    )


def _password(address: str) -> str | None:
    try:
        return urlsplit(address).password if "://" in address else None
    except ValueError:
        return None
