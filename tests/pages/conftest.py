"""One fake, one backend, one host and one browser for a file of tests: two Playwrights don't run at once."""

from collections.abc import Iterator

import pytest

from harness.adapters.chromium_executable import BrowserMissing
from simulated_client.web_host import PagesMissing
from tests.pages.systems import Systems, running


@pytest.fixture(scope="module")
def systems() -> Iterator[Systems]:
    try:
        with running() as started:
            yield started
    except (BrowserMissing, PagesMissing) as missing:
        pytest.skip(str(missing))
