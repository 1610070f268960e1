"""Sentences of this project: one that makes amoCRM refuse and declares nothing, one that skips."""

import pytest

from harness.gherkin.expressions import given, then
from harness.ports import Fault, Stage


@given("{word} раз получает от amoCRM отказ вместо лидов")
def refuses(name: str, stage: Stage) -> None:
    """One answer that no step has told of."""
    stage.crm.order(Fault(path="/api/v4/leads", account=stage.person(name).account, status=403, times=1))


@then("дальше не на этой машине")
def elsewhere() -> None:
    """A reason to stop, were there not a better one."""
    pytest.skip("нет камеры")
