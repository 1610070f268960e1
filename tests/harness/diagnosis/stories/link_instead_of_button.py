"""Stories of the cause link_instead_of_button."""

from collections.abc import Mapping

from callback_parts import GOOD, answer, blocked, left

from stories import Story

PROVED: Mapping[str, Story] = {"": (answer(10, "link"), blocked(50, "link"))}

LIKENESSES: Mapping[str, Story] = {
    "a browser that follows plain links": (answer(10, "link"), left(50, by="link", success="true")),
    "a page that jumps in vain": (answer(10, "page"), blocked(45, "page")),
    "a button": (GOOD, left(50, success="true")),
    "somebody else's browser": (answer(10, "link"), blocked(50, "link", person="Marko")),
    "a link of a page from before": (blocked(5, "link"), GOOD),
}
