"""Why a request got no answer, in a few words instead of a library's chain of exceptions."""

import requests


def reason(error: requests.RequestException) -> str:
    """The system's own word for it ("Connection refused") where there is one."""
    if isinstance(error, requests.Timeout):
        return "no answer in time"
    # requests wraps urllib3's error, which has the socket's as its cause.
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        inner = waiting.pop(0)
        if not isinstance(inner, BaseException) or id(inner) in seen:
            continue
        seen.add(id(inner))
        if isinstance(inner, OSError) and not isinstance(inner, requests.RequestException) and inner.strerror:
            return inner.strerror
        waiting += [*inner.args, getattr(inner, "reason", None), inner.__cause__, inner.__context__]
    return str(error)
