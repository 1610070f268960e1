"""Numbers in the paths of control requests."""

from mock_amocrm.control.operation import Request
from mock_amocrm.control.shape import bad_field
from mock_amocrm.whole_number import whole_number


def numbered(request: Request, name: str = "id") -> int:
    """The number that stands in the path under a name."""
    number = whole_number(request.path[name])
    if number is None:
        raise bad_field(name, f"must be a number, not {request.path[name]!r}")
    return number
