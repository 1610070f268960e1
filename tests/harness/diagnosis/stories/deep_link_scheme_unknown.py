"""Stories of the cause deep_link_scheme_unknown."""

from collections.abc import Mapping

import story
from callback_parts import GOOD, left

from stories import Story

PROVED: Mapping[str, Story] = {"": (GOOD, left(50, scheme="foryouapp", success="true"))}

LIKENESSES: Mapping[str, Story] = {
    "the app's own scheme": (GOOD, left(50, success="true")),
    "the app's own scheme, shouted": (GOOD, left(50, scheme="ForYouRe", success="true")),
    "nobody knows the app's scheme": (GOOD, story.link(50, success="true")),
    "another app's link on another page": (left(5, scheme="tg", success="true"), GOOD),
}
