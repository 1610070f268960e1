"""The real browser of a module's tests, against real HTTP servers; a fresh context for each test."""

from collections.abc import Iterator

import pytest
from tiny_site import Site, serving
from visitor import ChromiumVisitor, FormVisitor, Visitor

from harness.adapters.chromium_executable import BrowserMissing, find_chromium
from harness.adapters.chromium_process import ChromiumProcess
from harness.settings import BrowserSettings


@pytest.fixture(scope="module")
def crm() -> Iterator[Site]:
    """What stands in for the fake: amoCRM's hosts must lead here."""
    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def process(crm: Site) -> Iterator[ChromiumProcess]:
    try:
        find_chromium(BrowserSettings())
    except BrowserMissing as missing:
        pytest.skip(str(missing))
    running = ChromiumProcess(BrowserSettings(timeout_seconds=5), crm_url=crm.url)
    yield running
    running.close()


@pytest.fixture
def ann(process: ChromiumProcess, crm: Site) -> Iterator[ChromiumVisitor]:
    with serving() as site:
        visitor = ChromiumVisitor(site, process, crm_url=crm.url)
        yield visitor
        visitor.browser.close()


@pytest.fixture
def form_visitor() -> Iterator[FormVisitor]:
    with serving() as site:
        visitor = FormVisitor(site)
        yield visitor
        visitor.browser.close()


@pytest.fixture(params=["form_visitor", "ann"], ids=["without scripts", "Chromium"])
def anyone(request: pytest.FixtureRequest) -> Visitor:
    """Somebody with either browser."""
    visitor: Visitor = request.getfixturevalue(request.param)
    return visitor
