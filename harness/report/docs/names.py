"""What the pages of a site are called."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

LONGEST: Final = 80
_OTHER: Final = re.compile(r"[^0-9A-Za-z]+")


def page_names(feature_files: Sequence[str]) -> Mapping[str, str]:
    """For each feature file a name that every server and file system takes; no two are the same in any case."""
    names: dict[str, str] = {}
    taken = {"index"}
    for file in feature_files:
        plain = unicodedata.normalize("NFKD", file.removesuffix(".feature"))
        name = _OTHER.sub("-", plain).strip("-").lower()[-LONGEST:].strip("-") or "feature"
        number, unique = 1, name
        while unique in taken:
            number += 1
            unique = f"{name}-{number}"
        taken.add(unique)
        names[file] = f"{unique}.html"
    return names
