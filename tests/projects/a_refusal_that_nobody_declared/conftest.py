"""A sentence of this project that makes amoCRM refuse, and declares nothing."""

from harness.gherkin.expressions import given
from harness.ports import Fault, Stage


@given("{word} раз отримує від amoCRM відмову замість лідів")
def refuses(name: str, stage: Stage) -> None:
    """One answer that no step has told of."""
    stage.crm.order(Fault(path="/api/v4/leads", account=stage.person(name).account, status=403, times=1))
