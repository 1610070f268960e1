"""Everything that can be set, read once from `harness.toml` into frozen values."""

from harness.settings.load import SettingsError, load, nearest
from harness.settings.model import (
    PLACEHOLDERS,
    ApiCall,
    AppSettings,
    BackendSettings,
    BrowserSettings,
    MockSettings,
    Settings,
    UserSettings,
)

__all__ = [
    "PLACEHOLDERS",
    "ApiCall",
    "AppSettings",
    "BackendSettings",
    "BrowserSettings",
    "MockSettings",
    "Settings",
    "SettingsError",
    "UserSettings",
    "load",
    "nearest",
]
