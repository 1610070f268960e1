"""Which Chromium is started, and what is said when there is none."""

from pathlib import Path

import pytest

from harness.adapters.chromium_executable import BrowserMissing, find_chromium
from harness.adapters.chromium_process import ChromiumProcess
from harness.settings import BrowserSettings, SettingsError


def test_a_missing_browser_is_told_with_the_line_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("harness.adapters.chromium_executable._own_shell", lambda playwright: False)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    with pytest.raises(BrowserMissing, match="playwright install"):
        find_chromium(BrowserSettings())


def test_a_setting_that_names_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no file"):
        find_chromium(BrowserSettings(chromium=str(tmp_path / "chromium")))


def test_a_setting_that_names_another_program_is_refused(tmp_path: Path) -> None:
    impostor = tmp_path / "chromium"
    impostor.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    impostor.chmod(0o755)
    other = ChromiumProcess(BrowserSettings(chromium=str(impostor)), crm_url="http://127.0.0.1:9")
    try:
        with pytest.raises(BrowserMissing, match="doesn't start"):
            other.context()
    finally:
        other.close()
