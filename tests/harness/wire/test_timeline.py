"""The timeline tells what came first and who made the backend redeem a code."""

import story

from harness.wire.exchange import DeepLink, Exchange
from harness.wire.timeline import Timeline


def test_entries_are_ordered_by_the_machines_clock_whatever_the_accounts_says() -> None:
    early, late = story.status(10, False), story.status(20, True)
    told = Timeline.of([late, story.link(15, success="true"), early])

    assert [type(entry) for entry in told.entries] == [Exchange, DeepLink, Exchange]
    assert told.every(Exchange) == [early, late]


def test_exchanges_are_chosen_by_everything_that_is_given() -> None:
    told = story.timeline(
        story.status(10, False), story.status(20, True), story.status(20, True, person="Marko"), story.leads(30)
    )

    assert len(told.exchanges(role="status")) == 3
    assert len(told.exchanges(role="status", person="Olena")) == 2
    assert [
        call.facts["connected"] for call in told.exchanges(role="status", person="Olena", after_ns=story.ns(11))
    ] == [True]
    assert not told.exchanges(role="leads", caller="browser")
    assert len(told.exchanges(where=lambda call: call.facts.get("connected") is True)) == 2


def test_a_redemption_carries_a_code_and_a_refresh_does_not() -> None:
    told = story.timeline(story.token(1, 2), story.token(3, 4, code=None), story.token(5, 6, status=400))

    assert [call.number for call in told.redemptions()] == [1, 3]


def cause(*entries: Exchange) -> str | None:
    told = story.timeline(*entries)
    found = told.cause_of(told.redemptions()[0])
    return found and found.role


def test_the_cause_of_a_redemption_is_the_exchange_around_it_with_the_same_code() -> None:
    assert cause(story.callback(10, 40), story.token(20, 30)) == "callback"
    assert cause(story.exchange_code(10, 40), story.token(20, 30)) == "exchange_code"


def test_the_innermost_enclosing_exchange_wins() -> None:
    assert cause(story.callback(5, 60), story.exchange_code(10, 40), story.token(20, 30)) == "exchange_code"
    assert cause(story.exchange_code(5, 60), story.callback(10, 40), story.token(20, 30)) == "callback"


def test_of_two_that_began_together_the_shorter_is_the_inner_one() -> None:
    assert cause(story.callback(10, 60), story.exchange_code(10, 40), story.token(20, 30)) == "exchange_code"


def test_a_backend_that_acts_on_its_own_has_no_cause() -> None:
    assert cause(story.callback(10, 25), story.token(20, 30)) is None  # answered before the redemption ended
    assert cause(story.callback(25, 40), story.token(20, 30)) is None  # began after it
    assert cause(story.callback(10, 40, code="another"), story.token(20, 30)) is None
    assert cause(story.token(20, 30), story.token(10, 40)) is None  # a backend's call is nobody's cause


def test_a_refresh_has_no_cause() -> None:
    refresh = story.token(20, 30, code=None)

    assert story.timeline(story.leads(10), refresh).cause_of(refresh) is None
    assert story.timeline(story.request("leads", 10, 40), refresh).cause_of(refresh) is None


def test_returns_are_links_and_the_switcher_but_no_other_moves() -> None:
    told = story.timeline(
        story.moved("consent_started", 1),
        story.link(5, success="true"),
        story.moved("killed", 6),
        story.moved("returned", 7),
        story.moved("returned", 8, person="Marko"),
    )

    assert [entry.at_ns for entry in told.returns("Olena")] == [story.ns(5), story.ns(7)]
    assert len(told.returns()) == 3
