"""Playwright's trace of one scenario: every profile of it, a group for each step, kept where it failed, redacted."""

import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from harness.adapters.swept_folder import swept_folder
from harness.adapters.trace_redaction import redact_trace
from harness.wire.redaction import Redactor

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


class ScenarioTrace:
    """What has been traced so far. Pages are kept as they are built, not as pictures: a picture can't be redacted."""

    def __init__(self, folder: Path, *, name: str) -> None:
        self._folder = folder
        self._name = name
        self._step: str | None = None
        self._followed: dict[BrowserContext, str] = {}

    def follow(self, context: "BrowserContext", *, person: str) -> None:
        """Trace a new profile from now on."""
        context.tracing.start(screenshots=False, snapshots=True)
        self._followed[context] = person
        if self._step is not None:
            context.tracing.group(self._step)

    def lose(self, context: "BrowserContext") -> None:
        """A profile ends, and what was traced of it with it."""
        self._followed.pop(context, None)

    def step_begins(self, step: str) -> None:
        """What is done from now on belongs to this step."""
        self._step = step
        self._each(lambda context: context.tracing.group(step))

    def step_ends(self) -> None:
        """The step is over, however it went."""
        self._step = None
        self._each(lambda context: context.tracing.group_end())

    def keep(self, redactor: Redactor) -> list[Path]:
        """Write down what was traced, without secrets; a file for each profile."""
        kept: list[Path] = []

        def write(context: "BrowserContext") -> None:
            person = self._followed[context]
            words = "-".join(re.sub(r"[^\w]+", "_", part) for part in (self._name, person))
            path = self._folder / f"{words[:60]}-{secrets.token_hex(2)}.zip"
            # As Playwright writes it, it holds passwords and tokens: only its owner may see that, and not for long.
            with swept_folder() as private:
                raw = private / "trace.zip"
                context.tracing.stop(path=raw)
                redact_trace(raw, path, redactor)
            kept.append(path)

        if not self._followed:
            return []
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
        self._each(write)
        self._followed.clear()
        return kept

    def _each(self, act: Callable[["BrowserContext"], object]) -> None:
        from playwright.sync_api import Error as PlaywrightError

        for context in list(self._followed):
            try:
                act(context)
            except PlaywrightError:
                self.lose(context)  # a browser that is gone has nothing more to tell
