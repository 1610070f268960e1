"""Stories of the cause button_comes_late."""

from collections.abc import Mapping

from callback_parts import GOOD, answer, left

from stories import Story

PROVED: Mapping[str, Story] = {"": (answer(10, "late"),)}

LIKENESSES: Mapping[str, Story] = {
    "a button at once": (GOOD, left(50, success="true")),
    "a link until the button comes": (answer(10, "late", "link"), left(50, success="true")),
    "a page without any way back": (answer(10),),
    "a page that jumps": (answer(10, "page"), left(45, by="page", success="true")),
    "a button on somebody else's page": (answer(10), left(50, person="Marko", success="true")),
    "a button on the next page": (answer(10), answer(50, "button", code="c2"), left(90, success="true")),
    "no page at all": (answer(10, kind="application/json"),),
}
