"""A running fake for a file of tests, and in it an account of each test's own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from control_api import Control
from dashboard import Dashboard
from mock_shop import Shop, open_shop
from receiver import Receiver, receiving

from mock_amocrm.server import MockAmoCRM

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTS = ("www.amocrm.ru", "*.amocrm.ru", "www.kommo.com", "*.kommo.com")


@pytest.fixture(scope="module")
def mock() -> Iterator[MockAmoCRM]:
    """One fake for a file of tests; accounts keep the tests apart."""
    with MockAmoCRM() as running:
        yield running


@pytest.fixture
def shop(mock: MockAmoCRM) -> Shop:
    """An account and an integration of this test's own."""
    return open_shop(mock)


@pytest.fixture(scope="module")
def control(mock: MockAmoCRM) -> Control:
    """The control API of this file's fake; its description is read once."""
    return Control(mock)


@pytest.fixture
def backend() -> Iterator[Receiver]:
    """Whoever amoCRM's own requests go to."""
    with receiving() as running:
        yield running


@pytest.fixture(scope="module")
def browser(mock: MockAmoCRM) -> Iterator["Browser"]:
    """A real browser, to which amoCRM's and Kommo's hosts are this file's fake."""
    from playwright.sync_api import sync_playwright

    from harness.adapters.chromium_executable import BrowserMissing, find_chromium
    from harness.settings import BrowserSettings

    try:
        executable = find_chromium(BrowserSettings())
    except BrowserMissing as missing:
        pytest.skip(str(missing))
    rules = ",".join(f"MAP {host} 127.0.0.1:{mock.port}" for host in HOSTS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=executable, args=[f"--host-resolver-rules={rules}", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture
def dashboard(browser: "Browser", mock: MockAmoCRM) -> Iterator[Dashboard]:
    """The dashboard of this file's fake, which asks nobody else for anything and has nothing to complain about."""
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=mock.url)
    context.set_default_timeout(10_000)
    opened = Dashboard(mock, context.new_page())
    yield opened
    context.close()
    assert opened.complaints == []
    assert opened.strangers == []
