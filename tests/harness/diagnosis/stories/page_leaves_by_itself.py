"""Stories of the cause page_leaves_by_itself."""

from collections.abc import Mapping

from callback_parts import GOOD, answer, blocked, left

from stories import Story

PROVED: Mapping[str, Story] = {"": (answer(10, "page"), left(45, by="page", success="true"))}

LIKENESSES: Mapping[str, Story] = {
    "a page with a button": (GOOD, left(50, success="true")),
    "a page that jumps and has a button for whoever stays": (answer(10, "button", "page"), blocked(45, "page")),
    "a page that jumps and has a link for whoever stays": (answer(10, "link", "page"), left(45, by="page")),
    "a page whose button comes later": (answer(10, "late", "page"), left(45, by="page")),
}
