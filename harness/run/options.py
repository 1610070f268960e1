"""What the command line and the settings decide for one process of a run."""

import shlex
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from harness.adapters.chromium_watched import UNWATCHED, Watched
from harness.settings import Settings, SettingsError, nearest


@dataclass(frozen=True, slots=True)
class Options:
    """`folder` is where this run writes; `worker` is "main" or pytest-xdist's name for the process."""

    settings: Settings
    profile: str | None
    bugs: tuple[str, ...]
    folder: Path
    worker: str
    client: Literal["headless", "web"]
    browser: Literal["auto", "form", "chromium"]
    watched: Watched = UNWATCHED

    @property
    def switches(self) -> str:
        """What a command line needs besides the path to make the same run again."""
        words = [word for bug in self.bugs for word in ("--bug", bug)]
        words += ["--client", self.client] if self.client != self.settings.client.kind else []
        words += ["--profile", self.profile] if self.profile else []
        path = self.settings.path
        if path is not None and path != Path.cwd() / "harness.toml":
            here = path.is_relative_to(Path.cwd())
            words += ["--settings", str(path.relative_to(Path.cwd()) if here else path)]
        return shlex.join(words)

    def browser_for(self, tags: Collection[str]) -> Literal["form", "chromium"]:
        """Chromium where it is asked for, or where the scenario is tagged @browser."""
        if self.browser == "auto":
            return "chromium" if "browser" in tags else "form"
        return self.browser


def check(options: Options) -> None:
    """Refuse what can't be run before anything is started: a bug or a profile that doesn't exist."""
    if options.browser == "form" and options.client == "headless" and options.watched != UNWATCHED:
        raise SettingsError("--headed, --slow-mo and a trace need Chromium: the form browser has nothing to show.")
    if options.client == "web":
        from simulated_client.web_host import PagesMissing, check_pages

        try:
            check_pages()
        except PagesMissing as error:
            raise SettingsError(f"--client web: {error}") from None
    if options.bugs:
        from harness.proof.catalogue import switches

        switches(options.bugs)
    check_profile(options.settings, options.profile)


def check_profile(settings: Settings, wanted: str | None) -> None:
    """Refuse a profile that the fake doesn't have; one that runs elsewhere may have others."""
    profile = wanted or settings.mock.profile
    if settings.mock.url is None:
        from mock_amocrm.profile import PROFILES

        if profile not in PROFILES:
            raise SettingsError(f"unknown profile “{profile}”; {nearest(profile, PROFILES)}")
