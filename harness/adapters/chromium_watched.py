"""How a person looks over Chromium's shoulder in one run; no Playwright here."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Watched:
    """Windows to be seen, so many milliseconds between actions, and where traces of what failed are kept."""

    headed: bool = False
    slow_mo: int = 0
    traces: Path | None = None


UNWATCHED = Watched()
