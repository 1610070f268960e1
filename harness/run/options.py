"""What the command line and the settings decide for one process of a run."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from harness.settings import Settings


@dataclass(frozen=True, slots=True)
class Options:
    """`folder` is where this run writes; `worker` is "main" or pytest-xdist's name for the process."""

    settings: Settings
    profile: str | None
    bugs: tuple[str, ...]
    folder: Path
    worker: str
    browser: Literal["auto", "form", "chromium"]

    def browser_for(self, tags: Collection[str]) -> Literal["form", "chromium"]:
        """Chromium where it is asked for, or where the scenario is tagged @browser."""
        if self.browser == "auto":
            return "chromium" if "browser" in tags else "form"
        return self.browser
