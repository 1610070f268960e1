from collections.abc import Iterator
from itertools import count

import pytest
from pytest_bdd import given, parsers


@pytest.fixture(scope="session")
def times() -> Iterator[int]:
    return count(1)


@given(parsers.parse("the sun rises fewer than {most:d} times"))
def rises(times: Iterator[int], most: int) -> None:
    assert next(times) < most
