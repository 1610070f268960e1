"""Everything that can be set, read once from `harness.toml` into frozen values."""

from harness.settings.load import SettingsError, load
from harness.settings.model import (
    PLACEHOLDERS,
    ApiCall,
    AppSettings,
    BackendSettings,
    BrowserSettings,
    ClientSettings,
    MockSettings,
    Settings,
    UserSettings,
)
from harness.settings.nearest import nearest
from harness.settings.place import place

__all__ = [
    "PLACEHOLDERS",
    "ApiCall",
    "AppSettings",
    "BackendSettings",
    "BrowserSettings",
    "ClientSettings",
    "MockSettings",
    "Settings",
    "SettingsError",
    "UserSettings",
    "load",
    "nearest",
    "place",
]
