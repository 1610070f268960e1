"""Gherkin tags: those that mean something here, those that a project knows, and all of them as pytest marks."""

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import Final, Literal, ParamSpec, TypeVar

import pytest

from harness.gherkin.messages import nearest, say

P = ParamSpec("P")
T = TypeVar("T")
Meaning = Literal["browser", "skip", "pending", "expected-failure"]

MEANINGS: Final[dict[str, Meaning]] = {
    "browser": "browser",
    "skip": "skip",
    "pending": "pending",
    "expected-failure": "expected-failure",
    "xfail": "expected-failure",
}
"""Tags that do something; what follows a colon is the reason, as in `@expected-failure:ABC-7`."""


# Marks by which pytest would do something else than a tag's author thinks, and those that are made above.
_PYTESTS_OWN: Final = frozenset({"skip", "xfail", "skipif", "parametrize", "usefixtures", "filterwarnings"})


def tag_of(tags: Iterable[str], meaning: Meaning) -> str | None:
    """The tag that says so, with its reason."""
    return next((tag for tag in sorted(tags) if MEANINGS.get(tag.partition(":")[0]) == meaning), None)


def unknown_tag(tag: str, *, declared: Collection[str], lang: str) -> str | None:
    """What is wrong with a tag, if anything.

    A project that lists its tags has no others; elsewhere only a slip in one that does something is a mistake.
    """
    name = tag.partition(":")[0]
    if name in MEANINGS or {tag, name} & set(declared):
        return None
    if declared:
        return say(lang, "unknown_tag", tag=tag, hint=nearest(lang, name, {*declared, *MEANINGS}))
    meant = name.replace("_", "-").lower()
    # @spending and @sip are words of their own.
    alike = [known for known in MEANINGS if known == meant or (meant[:1] == known[0] and len(meant) > 4)]
    close = get_close_matches(meant, alike, n=1, cutoff=0.8)
    return say(lang, "unknown_tag", tag=tag, hint=nearest(lang, close[0], MEANINGS)) if close else None


def tagged(function: Callable[P, T], tag: str) -> Callable[P, T]:
    """The function with a mark of the tag's name, and with pytest's own mark where the tag means one."""
    for mark in _marks(tag):
        # `pytest.mark.<name>` refuses, under --strict-markers, what wasn't declared, and a declaration can't hold the
        # colon of `@jira:ABC-1`; so the mark is made by hand.
        function = pytest.MarkDecorator(mark, _ispytest=True)(function)
    return function


def _marks(tag: str) -> Iterator[pytest.Mark]:
    meaning = MEANINGS.get(tag.partition(":")[0])
    if meaning == "skip":
        yield pytest.Mark("skip", (), {"reason": f"@{tag}"}, _ispytest=True)
    elif meaning == "expected-failure":
        yield pytest.Mark("xfail", (), {"reason": f"@{tag}", "strict": True}, _ispytest=True)
    if tag not in _PYTESTS_OWN:
        yield pytest.Mark(tag, (), {}, _ispytest=True)


def declare(config: pytest.Config, tags: Iterable[str], *, feature: str) -> None:
    """Declare every tag that can be declared: `-m` and --strict-markers know no others."""
    for tag in sorted(tags):
        if ":" not in tag and "(" not in tag:
            config.addinivalue_line("markers", f"{tag}: a tag of {feature}")
