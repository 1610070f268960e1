"""A lead's id is read as `parseInt` reads: as many digits as stand at the beginning, whatever follows."""

import re

from reference_backend.json_values import as_integer
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.lead_number = _parse_int


def _parse_int(text: str, /) -> int | None:
    digits = re.match(r"\d+", text, re.ASCII)
    return as_integer(digits[0]) if digits else None
