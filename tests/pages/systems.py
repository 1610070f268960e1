"""What runs for a journey by hand: fake amoCRM, reference backend, host of the phone, browser; each started once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from harness.adapters.backend import HttpBackend, start_backend
from harness.adapters.crm import MockCrm
from harness.run import integration
from harness.settings import Settings
from mock_amocrm.server import MockAmoCRM
from simulated_client.web_host import WebHost
from tests.pages.browsing import chromium


@dataclass(frozen=True, slots=True)
class Systems:
    """Accounts and people are each journey's own."""

    mock: MockAmoCRM
    crm: MockCrm
    backend: HttpBackend
    host: WebHost
    browser: Browser


@contextmanager
def running() -> Iterator[Systems]:
    """All of them; `BrowserMissing` where there is no Chromium, `PagesMissing` where the phone isn't built."""
    settings = Settings()
    with (
        MockAmoCRM() as mock,
        WebHost() as host,
        chromium(mock_port=mock.port) as browser,
        TemporaryDirectory() as databases,
    ):
        crm = MockCrm(mock.url)
        backend = start_backend(
            settings,
            crm_url=mock.url,
            register=lambda uri: integration.register(crm, settings.backend, uri, ())[1],
            database_url=f"sqlite:///{databases}/backend.sqlite3",
        )
        try:
            yield Systems(mock, crm, backend, host, browser)
        finally:
            backend.stop()
            crm.close()
