"""`/auth/button.js`: the script of a website's button."""

from functools import cache

from flask import Response, request

from mock_amocrm.hosts import HostKind, origin, request_host
from mock_amocrm.pages import TEMPLATES
from mock_amocrm.problems import not_found


def button() -> Response:
    """The script, on the front door of either product; it is small already, so the `.min.js` is the same."""
    if request_host(request).kind not in (HostKind.FRONT, HostKind.BARE):
        raise not_found(f"{origin(request)}{request.path}")
    return Response(_script(), mimetype="text/javascript")


@cache
def _script() -> str:
    return (TEMPLATES / "button.js").read_text(encoding="utf-8")
