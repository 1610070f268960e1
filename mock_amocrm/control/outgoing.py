"""What amoCRM itself sends: waited for, so that nobody has to sleep until it has arrived."""

from mock_amocrm.control.operation import INTEGER, Operation, Request, record
from mock_amocrm.control.shape import Field, Kind
from mock_amocrm.extension import Extension
from mock_amocrm.problems import problem

DEFAULT_SECONDS = 10
LONGEST = 60
PATIENCE = (Field("seconds", Kind.NUMBER, f"How long to wait; {DEFAULT_SECONDS} unless given", least=0, most=LONGEST),)


def settle(fake: Extension, request: Request) -> object:
    """Wait until nothing is in flight."""
    given = request.body.get("seconds", DEFAULT_SECONDS)
    assert isinstance(given, int | float)  # checked against PATIENCE
    left = fake.outbox.settle(given)
    if left:
        raise problem(504, detail=f"after {given:g} s, {left} of amoCRM's own requests wait or are under way")
    return {"in_flight": left}


OPERATIONS = (
    Operation(
        "POST",
        "/outgoing/settle",
        "Wait until amoCRM has sent all that it had to send by now",
        settle,
        record(in_flight=INTEGER),
        body=PATIENCE,
    ),
)
