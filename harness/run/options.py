"""What the command line and the settings decide for one process of a run."""

import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from harness.adapters.chromium_watched import UNWATCHED, Watched
from harness.settings import Settings, SettingsError, nearest

Browser = Literal["form", "chromium"]


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

    def switches_for(self, tags: Collection[str]) -> str:
        """What a command line needs besides the path to play a scenario with these tags again as it is played."""
        words = [word for name, told in SWITCHES.items() for value in told(self, tags) for word in (name, value)]
        return shlex.join(words)

    def browser_for(self, tags: Collection[str]) -> Browser:
        """Chromium where it is asked for, or where the scenario is tagged @browser."""
        return _browser(self.browser, tags)


def _browser(kind: Literal["auto", "form", "chromium"], tags: Collection[str]) -> Browser:
    if kind == "auto":
        return "chromium" if "browser" in tags else "form"
    return kind


def _other_client(options: Options, _: Collection[str]) -> Sequence[str]:
    return [options.client] if options.client != options.settings.client.kind else []


def _other_browser(options: Options, tags: Collection[str]) -> Sequence[str]:
    wanted = options.browser_for(tags)
    return [wanted] if wanted != _browser(options.settings.browser.kind, tags) else []


def _slowness(options: Options, tags: Collection[str]) -> Sequence[str]:
    in_chromium = options.client == "web" or options.browser_for(tags) == "chromium"
    return [str(options.watched.slow_mo)] if options.watched.slow_mo and in_chromium else []


def _other_settings(options: Options, _: Collection[str]) -> Sequence[str]:
    path = options.settings.path
    if path is None or path == Path.cwd() / "harness.toml":
        return []
    return [str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)]


SWITCHES: Final[Mapping[str, Callable[[Options, Collection[str]], Sequence[str]]]] = {
    "--bug": lambda options, _: options.bugs,
    "--client": _other_client,
    "--browser": _other_browser,
    "--slow-mo": _slowness,
    "--profile": lambda options, _: [options.profile] if options.profile else [],
    "--settings": _other_settings,
}
"""Each option of `run` that changes how a scenario is played, and its values where nothing else says the same."""


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
