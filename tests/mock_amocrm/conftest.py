"""A running fake for a file of tests, and in it an account of each test's own."""

from collections.abc import Iterator

import pytest
from control_api import Control
from mock_shop import Shop, open_shop
from receiver import Receiver, receiving

from mock_amocrm.server import MockAmoCRM


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
