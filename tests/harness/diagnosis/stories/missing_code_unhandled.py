"""Stories of the cause missing_code_unhandled."""

from collections.abc import Mapping

from callback_parts import DENIED, answer, left

from stories import Story

PROVED: Mapping[str, Story] = {
    "missing": (answer(10, kind="application/json", status=400, code=None, query="state=#s1"),),
    "denied": (answer(10, kind="application/json", status=400, code=None, query="error=access_denied&state=#s1"),),
}

LIKENESSES: Mapping[str, Story] = {
    "an error page": (answer(10, "button", code=None, query="state=#s1"), left(50, error="missing_code")),
    "a denial that has its page": (DENIED, left(50, error="access_denied")),
    "a code that is refused": (answer(10, status=400),),
    "a callback that isn't there": (answer(10, status=404, code=None),),
    "a backend that fails": (answer(10, status=500, code=None),),
}
