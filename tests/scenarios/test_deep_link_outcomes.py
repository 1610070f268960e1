"""The link back to the app: what it carries, and what only looks like it."""

from collections.abc import Callable

import pytest
from made_stage import asked, link, stage

from harness.wire.exchange import Entry
from scenarios.messages import Unmet
from scenarios.outcomes import deep_link

GOOD = link(1, success="true")
FAILED = link(2, success="false", error="access_denied")


def test_a_link_without_a_code() -> None:
    deep_link.without_code(stage(GOOD, FAILED, asked("callback", code="#1")))


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([], "no link has led from the browser to the app yet"),
        ([link(1, code="#a1b2c3", ticket="#a1b2c3")], "the deep link carries a code: foryoure://amo[?]ticket=#a1b2c3"),
        ([link(1, code="#a1b2c3"), GOOD], "carries a code"),
    ],
    ids=["no link", "under another name", "an earlier one"],
)
def test_a_code_in_a_link_is_told(entries: list[Entry], told: str) -> None:
    with pytest.raises(Unmet, match=told):
        deep_link.without_code(stage(*entries))


def test_the_latest_link_has_the_parameter() -> None:
    deep_link.parameter(stage(GOOD, FAILED), "error", "access_denied")
    deep_link.parameter(stage(GOOD, FAILED), "success", "false")
    deep_link.without_parameter(stage(GOOD), "error")
    deep_link.without_parameter(stage(GOOD), "succes")


@pytest.mark.parametrize(
    ("outcome", "values", "told"),
    [
        (deep_link.parameter, ["success", "true"], "“success” is “false”, not “true”"),
        (deep_link.parameter, ["succes", "false"], "no parameter “succes”; the nearest is “success”: foryoure://"),
        (deep_link.parameter, ["error", "Access_Denied"], "small and capital letters only"),
        (deep_link.parameter, ["error", ""], "“error” is “access_denied”, not “”"),
        (deep_link.without_parameter, ["error"], "has the parameter “error”: foryoure://"),
        (deep_link.without_parameter, ["еrror"], r"е \(Cyrillic\) ≠ e \(Latin\)"),
        (deep_link.without_parameter, ["Error"], "small and capital letters only"),
    ],
)
def test_another_link_is_told(outcome: Callable[..., None], values: list[str], told: str) -> None:
    with pytest.raises(Unmet, match=told):
        outcome(stage(GOOD, FAILED), *values)


@pytest.mark.parametrize(
    ("outcome", "values"), [(deep_link.parameter, ["success", "true"]), (deep_link.without_parameter, ["error"])]
)
def test_without_a_link_nothing_is_said_of_it(outcome: Callable[..., None], values: list[str]) -> None:
    with pytest.raises(Unmet, match="no link has led"):
        outcome(stage(), *values)
