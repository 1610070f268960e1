"""Which Chromium is started, and what is said when there is none."""

from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import BrowserType
from playwright.sync_api import Error as PlaywrightError

from harness.adapters.chromium_executable import BrowserMissing, find_chromium
from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.chromium_watched import Watched
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


@pytest.fixture
def spy(tmp_path: Path) -> Path:
    """A program in Chromium's place that only writes down how it was called."""
    program = tmp_path / "chromium"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/called\n', encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("headed", [True, False])
def test_windows_are_shown_only_where_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, spy: Path, headed: bool
) -> None:
    monkeypatch.setenv("DISPLAY", ":99")
    settings = BrowserSettings(chromium=str(spy))
    process = ChromiumProcess(settings, crm_url="http://127.0.0.1:9", watched=Watched(headed=headed))
    try:
        with pytest.raises(BrowserMissing, match="doesn't start"):
            process.context()
    finally:
        process.close()

    called = spy.with_name("called").read_text(encoding="utf-8").split()
    assert any(word.startswith("--headless") for word in called) is not headed


def test_windows_need_a_display(monkeypatch: pytest.MonkeyPatch, spy: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    settings = BrowserSettings(chromium=str(spy))
    with pytest.raises(BrowserMissing, match="--headed: there is no display"):
        find_chromium(settings, headed=True)
    assert find_chromium(settings) == str(spy)

    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert find_chromium(settings, headed=True) == str(spy)


def test_the_shell_without_windows_comes_first_and_is_never_taken_for_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")

    assert find_chromium(BrowserSettings()) == "/bin/chromium-headless-shell"
    assert find_chromium(BrowserSettings(), headed=True) == "/bin/chromium"


def test_without_windows_the_line_to_type_is_another_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("harness.adapters.chromium_executable._own_shell", lambda playwright: True)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))

    assert find_chromium(BrowserSettings()) is None
    with pytest.raises(BrowserMissing, match="playwright install chromium "):
        find_chromium(BrowserSettings(), headed=True)


def test_pauses_are_asked_for_at_the_start(monkeypatch: pytest.MonkeyPatch, spy: Path) -> None:
    asked: list[object] = []

    def launch(_: BrowserType, **how: object) -> NoReturn:
        asked.append(how["slow_mo"])
        raise PlaywrightError("enough")

    monkeypatch.setattr(BrowserType, "launch", launch)
    process = ChromiumProcess(
        BrowserSettings(chromium=str(spy)), crm_url="http://127.0.0.1:9", watched=Watched(slow_mo=150)
    )
    try:
        with pytest.raises(BrowserMissing, match="enough"):
            process.context()
    finally:
        process.close()

    assert asked == [150]
