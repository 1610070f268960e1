"""Findings together: the root cause first, its consequences not at all; and the table of texts."""

import string
from dataclasses import fields
from pathlib import Path

import pytest
import story

from harness.diagnosis import Finding, diagnose, messages
from harness.diagnosis.messages import ACTORS, LANGUAGES, Text, texts_of, worded
from harness.diagnosis.moments import at, who
from harness.diagnosis.rules import RULES


def causes(*entries: object) -> list[str]:
    return [finding.cause for finding in diagnose(story.timeline(*entries))]  # type: ignore[arg-type]


SEED = (
    story.account("Olena", 1, 2),
    story.moved("consent_started", 1, state="s1"),
    story.status(2, False),
    story.callback(10, 40),
    story.token(20, 30),
    story.link(50, code="c1"),
    story.moved("returned", 50),
    story.exchange_code(60, 80, status=403),
    story.token(65, 75, status=403, body=story.REVOKED),
    story.screen(90, "callback.error", connected=False, reason="server"),
)


def test_the_seeds_story_has_one_cause_although_four_rules_see_something() -> None:
    told = story.timeline(*SEED)
    seen = {name for name, rule in RULES.items() if rule(told) is not None}

    assert {"code_exchanged_twice", "code_in_deep_link", "status_not_refreshed"} <= seen
    assert causes(*SEED) == ["code_exchanged_twice"]


def test_a_good_story_has_no_cause() -> None:
    good = (
        *SEED[:5],
        story.link(50, success="true"),
        story.moved("returned", 50),
        story.status(55, True),
        story.leads(57, 1, 2),
    )

    assert causes(*good, story.screen(60, "crm.connected", connected=True, cards=2)) == []


def test_the_earliest_of_several_causes_comes_first() -> None:
    early = (story.status(2, True),)
    late = (story.account("Marko", 7), story.leads(60, 7))

    assert causes(*early, *late) == ["status_without_token", "foreign_leads"]
    assert causes(story.account("Marko", 7), story.leads(1, 7), story.status(70, True)) == [
        "foreign_leads",
        "status_without_token",
    ]


def test_no_two_causes_explain_each_other_away() -> None:
    # Seen over all rules' own stories, so that a cause can't vanish by being the consequence of its consequence.
    from test_rules import PROVED

    explains: dict[str, set[str]] = {}
    for name, entries in PROVED.items():
        rule = name.partition(".")[0]
        finding = RULES[rule](story.timeline(*entries))
        assert finding is not None
        assert finding.explains <= set(RULES)
        explains.setdefault(rule, set()).update(finding.explains)
    for first, consequences in explains.items():
        assert first not in consequences
        for second in consequences:
            assert first not in explains[second], f"{first} and {second} explain each other"


def test_every_cause_has_texts_and_nothing_else_has() -> None:
    files = {file.stem for file in (Path(messages.__file__).parent / "texts").iterdir()}

    assert files == set(RULES)
    assert set(ACTORS["uk"]) == set(ACTORS["ru"]) == set(ACTORS["en"])


@pytest.mark.parametrize("cause", RULES)
def test_a_text_tells_the_same_values_in_each_language(cause: str) -> None:
    def told(text: Text) -> dict[str, set[str]]:
        return {part.name: placeholders(getattr(text, part.name)) for part in fields(Text)}

    for languages in texts_of(cause).values():
        assert set(languages) == set(LANGUAGES)
        assert told(languages["uk"]) == told(languages["ru"]) == told(languages["en"])


@pytest.mark.parametrize("cause", RULES)
def test_every_variant_has_a_story(cause: str) -> None:
    from test_rules import STORIES

    assert set(texts_of(cause)) == set(STORIES[cause].PROVED)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_an_unknown_language_is_english() -> None:
    finding = Finding("status_without_token", 0, (), {"person": "Ann", "at": "noon"})

    assert worded(finding, "de") == worded(finding, "en")


def test_actors_are_named_in_the_language_of_the_reader() -> None:
    told = story.timeline(*SEED)
    finding = diagnose(told)[0]

    assert who(None) == "backend_alone"
    assert "застосунок через exchange-code" in worded(finding, "uk").happened
    assert "приложение через exchange-code" in worded(finding, "ru").happened
    assert "the app via exchange-code" in worded(finding, "en").happened


def test_a_value_with_braces_is_no_placeholder() -> None:
    finding = Finding("status_without_token", 0, (), {"person": "{at}", "at": "{0}"})

    assert "{at}" in worded(finding, "en").happened


def test_both_clocks_are_told_where_the_account_has_one() -> None:
    from dataclasses import replace

    exchange = story.timeline(story.token(20, 30)).exchanges()[0]

    assert at(exchange) == "10:00:00.020 (№1)"
    assert at(replace(exchange, account_time=0)) == "10:00:00.020 (№1, amoCRM 1970-01-01 00:00:00)"
