"""The callback page: whether its button is there at once, and whether it waits for the person."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from made_stage import asked, link, stage

from harness.ports import Stage
from harness.wire.exchange import Entry, Exchange, LinkBlocked
from scenarios.messages import Unmet
from scenarios.outcomes import callback_page

OUTCOMES = (callback_page.button_at_once, callback_page.waits_for_person)


def page(*ways: str, kind: str = "text/html", at: int = 1, status: int = 200, role: str = "callback") -> Exchange:
    answer = asked(role, status, at, caller="browser", code="#1")
    return replace(answer, facts={"content_type": kind, "ways": list(ways)})


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize(
    "entries",
    [
        [page("button"), link(5, success="true")],
        [page("button", "link")],
        [page("button", kind="application/xhtml+xml")],
        [page(status=302, kind=""), page("button", at=3, role="other")],
        [replace(link(1, success="true"), by="page"), page("button", at=3)],
        [page("button"), replace(link(5, success="true"), by="page", person="Bob")],
    ],
    ids=["a button", "a link, too", "XHTML", "a redirect to a page", "an earlier jump", "somebody else's jump"],
)
def test_a_page_that_waits_with_a_button(outcome: Callable[[Stage], None], entries: list[Entry]) -> None:
    outcome(stage(*entries))


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([page(kind="application/json")], "answered no page but application/json: №1"),
        ([page(kind="")], "answered no page but nothing"),
        ([page("redirect", status=302, kind="text/html")], "no button at first"),
        ([page("late")], "no button at first"),
        ([page("link", "page")], "no button at first"),
        ([page("button"), page("link", at=3)], "no button at first: №3"),
    ],
)
def test_a_page_without_its_button_is_told(entries: list[Entry], told: str) -> None:
    with pytest.raises(Unmet, match=told):
        callback_page.button_at_once(stage(*entries))


@pytest.mark.parametrize(
    "entries",
    [
        [page("redirect", status=302)],
        [page("button", "page")],
        [page("button"), replace(link(5, success="true"), by="page")],
        [page("button"), replace(link(5, success="true"), by="redirect")],
        [page("button"), LinkBlocked("foryoure://x", "page", "Ann", 5, ""), link(7, success="true")],
    ],
    ids=["a redirect", "a script", "what the browser saw", "a later redirect", "what the browser blocked"],
)
def test_a_page_that_leaves_by_itself_is_told(entries: list[Entry]) -> None:
    with pytest.raises(Unmet, match="opens the app by itself, with nothing pressed: №1"):
        callback_page.waits_for_person(stage(*entries))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_without_a_callback_page_nothing_is_said_of_it(outcome: Callable[[Stage], None]) -> None:
    with pytest.raises(Unmet, match="nobody has opened a callback page yet"):
        outcome(stage(link(1, success="true"), page("button", role="other")))
