"""Numbers in the paths of control requests."""

from mock_amocrm.control.operation import Request
from mock_amocrm.control.shape import bad_field


def numbered(request: Request, name: str = "id") -> int:
    """The number that stands in the path under a name."""
    number = request.path[name]
    if not (number.isascii() and number.isdecimal()):
        raise bad_field(name, f"must be a number, not {number!r}")
    return int(number)
