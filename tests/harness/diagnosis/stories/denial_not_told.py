"""Stories of the cause denial_not_told."""

from collections.abc import Mapping

from callback_parts import DENIED, GOOD, answer, left

from stories import Story

PROVED: Mapping[str, Story] = {"": (DENIED, left(50, error="missing_code"))}

LIKENESSES: Mapping[str, Story] = {
    "a denial that is told": (DENIED, left(50, error="access_denied")),
    "a denial that is told in other words": (DENIED, left(50, error="declined", success="false")),
    "a code that is missing": (answer(10, "button", code=None, query="state=#s1"), left(50, error="missing_code")),
    "another error of amoCRM's": (
        answer(10, "button", code=None, query="error=server_error"),
        left(50, error="missing_code"),
    ),
    "a success": (GOOD, left(50, success="true")),
    "somebody else's link": (DENIED, left(50, person="Marko", error="missing_code")),
}
