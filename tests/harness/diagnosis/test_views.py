"""What each rule must see: with everything else taken away, its word on every story stays the same."""

import pytest
import story
from test_rules import STORIES

from harness.diagnosis import diagnose
from harness.diagnosis.rules import RULES
from harness.diagnosis.views import NEEDS, VIEWS, missing_for, view_of, views_of
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

EVERY = [
    story.timeline(*told)
    for stories in STORIES.values()
    for told in (*stories.PROVED.values(), *stories.LIKENESSES.values())
]


def test_each_rule_says_what_it_needs_in_known_words() -> None:
    assert set(NEEDS) == set(RULES)
    assert {view for needs in NEEDS.values() for view in needs.split()} <= set(VIEWS)
    assert all(NEEDS.values())


@pytest.mark.parametrize("cause", RULES)
def test_what_a_rule_does_not_need_changes_nothing_about_its_word(cause: str) -> None:
    needs = NEEDS[cause].split()
    for whole in EVERY:
        less = Timeline(tuple(entry for entry in whole.entries if view_of(entry) in needs))
        assert (RULES[cause](less) is None) == (RULES[cause](whole) is None), whole


def test_only_causes_that_a_record_can_prove_are_judged() -> None:
    seen_by_a_browser = story.timeline(
        story.callback(10, 40), story.link(50, success="true"), story.status(60, False), story.leads(70)
    )
    views = views_of(seen_by_a_browser.entries)

    assert [found.cause for found in diagnose(seen_by_a_browser)] == ["never_redeemed"]
    assert diagnose(seen_by_a_browser, seen=views) == []
    assert missing_for("never_redeemed", views) == {"backend"}


def test_every_hop_has_a_view() -> None:
    pairs = {(one.caller, one.callee) for told in EVERY for one in told.every(Exchange)}
    assert len({view_of(one) for told in EVERY for one in told.every(Exchange)}) == len(pairs)
