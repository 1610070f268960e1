"""Stories of the cause redirect_to_custom_scheme."""

from collections.abc import Mapping

from callback_parts import GOOD, answer, left

from stories import Story

PROVED: Mapping[str, Story] = {
    "": (answer(10, "redirect", status=302, location="foryoure://x"), left(50, by="redirect", success="true")),
}

LIKENESSES: Mapping[str, Story] = {
    "a page with a button": (GOOD, left(50, success="true")),
    "a redirect to another page": (answer(10, status=302, location="/done"),),
}
