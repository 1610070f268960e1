"""Which Chromium to start: the setting's, a system one, Playwright's own; or the line to type. No Playwright here."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from harness.settings import BrowserSettings, SettingsError

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

SHELL: Final = "chromium-headless-shell"
SYSTEM_NAMES: Final = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
INSTALL_LINE: Final = "playwright install --only-shell chromium   (or, on Debian: apt-get install chromium)"
HEADED_LINE: Final = "playwright install chromium   (or, on Debian: apt-get install chromium)"


class BrowserMissing(Exception):
    """No Chromium on this machine; the message holds the line to type."""


def find_chromium(settings: BrowserSettings, *, headed: bool = False) -> str | None:
    """The executable: the setting, else a system one, else None for Playwright's own; else BrowserMissing.

    `headed` wants one that has windows, and somewhere to show them.
    """
    if headed and sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise BrowserMissing("--headed: there is no display to show windows on; leave it out, or use xvfb-run.")
    if settings.chromium is not None:
        if not Path(settings.chromium).is_file():
            raise SettingsError(f"[browser] chromium: there is no file {settings.chromium!r}.")
        return settings.chromium
    names = [name for name in SYSTEM_NAMES if not (headed and name == SHELL)]
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found:
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        if Path(playwright.chromium.executable_path).exists() or (not headed and _own_shell(playwright)):
            return None
    if headed:
        raise BrowserMissing(f"--headed: no Chromium with windows on this machine. Install one:\n    {HEADED_LINE}")
    raise BrowserMissing(f"no Chromium on this machine. Install one:\n    {INSTALL_LINE}")


def _own_shell(playwright: "Playwright") -> bool:
    # `--only-shell` installs into a folder of another name, which Playwright itself picks when it launches headless.
    folder = Path(playwright.chromium.executable_path).parents[2]
    return any(folder.glob("chromium_headless_shell-*/*/*headless*shell*"))
