"""What a scenario went through although a phone might not: told once, and no failure."""

from collections.abc import Iterator, Mapping
from typing import Final

from harness.events.results import ScenarioResult
from harness.report.messages import say

# By what a link left, the words for it, and the cause that says the same and more where there is one.
_UNASKED: Final[Mapping[str, tuple[str, str]]] = {
    "page": ("left_by_itself", "page_leaves_by_itself"),
    "redirect": ("left_by_redirect", "redirect_to_custom_scheme"),
}
_THROWS: Final = "callback_page_throws"


def warnings_of(result: ScenarioResult) -> list[str]:
    """Each in one line, none twice."""
    return list(dict.fromkeys(_warnings(result)))


def _warnings(result: ScenarioResult) -> Iterator[str]:
    words = say(result.language)
    causes = {finding["cause"] for finding in result.findings}
    for event in result.wire:
        if event["type"] == "deep_link" and event.get("by") in _UNASKED:
            word, cause = _UNASKED[str(event["by"])]
            if cause not in causes:
                yield words[word].format(link=event["url"])
        elif event["type"] == "page_error" and not (event["uncaught"] and _THROWS in causes):
            text = str(event["text"]).partition("\n")[0]
            yield words["script_error"].format(url=event["url"], text=text)
