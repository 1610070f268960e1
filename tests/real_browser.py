"""Chromium as it is, for a file of tests, which are skipped where there is none: two Playwrights don't run at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from harness.adapters.chromium_executable import BrowserMissing, find_chromium
from harness.settings import BrowserSettings

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@contextmanager
def real_browser() -> Iterator["Browser"]:
    """Started, and closed at the end."""
    from playwright.sync_api import sync_playwright

    try:
        executable = find_chromium(BrowserSettings())
    except BrowserMissing as missing:
        pytest.skip(str(missing))
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable)
        yield started
        started.close()
