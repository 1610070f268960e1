"""Every rule: the smallest story that proves its cause, and the stories that look like it and don't."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
import story
from parts import ADDED, CONNECTED, DELETED, MARKOS, OLENAS, PRICED, READ, SHOWN
from stories import Story

from harness.diagnosis import diagnose
from harness.diagnosis.finding import Finding
from harness.diagnosis.messages import LANGUAGES, worded
from harness.diagnosis.rules import RULES
from harness.wire.exchange import Entry, Exchange, Message

STORIES = {
    file.stem: import_module(f"stories.{file.stem}")
    for file in sorted((Path(__file__).parent / "stories").glob("[!_]*.py"))
}
# "rule" or "rule.variant" → the smallest story.
PROVED: Mapping[str, Story] = {
    f"{rule}.{variant}" if variant else rule: told
    for rule, stories in STORIES.items()
    for variant, told in stories.PROVED.items()
}
SIDES = [(rule, name, told) for rule, stories in STORIES.items() for name, told in stories.LIKENESSES.items()]


def found(rule: str, entries: tuple[Entry, ...]) -> Finding | None:
    return RULES[rule](story.timeline(*entries))


def test_every_rule_has_a_proof_and_a_likeness() -> None:
    assert set(STORIES) == set(RULES)
    assert {rule for rule, _, _ in SIDES} == set(RULES)
    assert {name.partition(".")[0] for name in PROVED} == set(RULES)


@pytest.mark.parametrize(("name", "entries"), PROVED.items(), ids=PROVED.keys())
def test_the_smallest_story_proves_the_cause(name: str, entries: tuple[Entry, ...]) -> None:
    rule, _, variant = name.partition(".")
    finding = found(rule, entries)

    assert finding is not None
    assert (finding.cause, finding.variant) == (rule, variant)


@pytest.mark.parametrize(("rule", "name", "entries"), SIDES, ids=[f"{rule}: {name}" for rule, name, _ in SIDES])
def test_a_likeness_proves_nothing(rule: str, name: str, entries: tuple[Entry, ...]) -> None:
    assert found(rule, entries) is None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "entries"), PROVED.items(), ids=PROVED.keys())
def test_each_cause_can_be_worded_in_each_language(name: str, entries: tuple[Entry, ...], lang: str) -> None:
    finding = found(name.partition(".")[0], entries)
    assert finding is not None
    text = worded(finding, lang)

    for part in (text.title, text.happened, text.why, text.change):
        assert part
        assert "{" not in part
        assert "backend_alone" not in part  # an actor's key is no word


@pytest.mark.parametrize(("name", "entries"), PROVED.items(), ids=PROVED.keys())
def test_the_evidence_is_exchanges_of_the_story_each_once(name: str, entries: tuple[Entry, ...]) -> None:
    finding = found(name.partition(".")[0], entries)
    assert finding is not None
    numbers = {call.number for call in story.timeline(*entries).exchanges()}

    assert set(finding.evidence) <= numbers
    assert len(set(finding.evidence)) == len(finding.evidence)


@pytest.mark.parametrize(("form", "event"), [(PRICED, "leads[update]"), (DELETED, "leads[delete]")])
def test_a_budget_and_a_deleted_lead_are_news_too(form: str, event: str) -> None:
    finding = found("webhook_ignored", (story.webhook(30, 40, form), *SHOWN))

    assert finding is not None
    assert (finding.values["event"], finding.values["lead"], finding.evidence) == (event, "1", (1, 2))


@pytest.mark.parametrize("path", ["/api/v4/leads/pipelines", "/api/v4/account", "/api/v4/users"])
def test_what_is_read_of_an_account_for_other_reasons_is_no_answer_to_a_webhook(path: str) -> None:
    other = replace(READ, url=f"http://olena-crm.amocrm.ru{path}?limit=250")

    assert found("webhook_ignored", (story.webhook(30, 40, ADDED), other, *SHOWN)) is not None


def test_what_is_read_in_another_account_is_no_answer_to_a_webhook() -> None:
    assert found("webhook_ignored", (story.webhook(30, 40, ADDED), replace(READ, account="marko-crm"), *SHOWN))


def test_a_webhook_of_the_same_kind_that_was_heeded_says_nothing_of_other_kinds() -> None:
    finding = found("webhook_ignored", (story.webhook(30, 40, PRICED), READ, story.webhook(42, 45, PRICED), *SHOWN))

    assert finding is not None
    assert finding.variant == "form"


def test_a_webhook_that_was_refused_is_told_with_how_often_it_came_again() -> None:
    again = (story.webhook(300, 310, ADDED, status=500), story.webhook(400, 410, PRICED))
    finding = found("webhook_not_taken", (story.webhook(30, 40, ADDED, status=301), *again))

    assert finding is not None
    assert finding.evidence == (1, 2)
    assert [finding.values[name] for name in ("status", "event", "again")] == ["301", "leads[add]", "1"]


def test_a_lead_of_somebody_else_is_foreign_even_to_a_person_without_an_account() -> None:
    finding = found("foreign_leads", (MARKOS, story.leads(60, 7)))

    assert finding is not None
    assert (finding.values["account"], finding.values["own"]) == ("marko-crm", "–")


def test_a_lead_of_no_known_account_is_foreign_to_who_has_one() -> None:
    finding = found("foreign_leads", (OLENAS, story.leads(60, 1, 99)))

    assert finding is not None
    assert (finding.values["lead"], finding.values["count"], finding.values["account"]) == ("99", "1", "?")


def test_a_code_that_was_refused_and_put_into_the_link_is_not_called_spent() -> None:
    finding = found(
        "code_in_deep_link", (story.callback(10, 40), story.token(20, 30, status=400), story.link(50, code="c1"))
    )

    assert finding is not None
    assert finding.variant == "unspent"


def test_another_attempts_refusal_does_not_hide_a_code_that_nobody_redeemed() -> None:
    later = (story.callback(70, 80, code=None, state="s2"), story.link(90, error="access_denied"))

    assert found("never_redeemed", (*PROVED["never_redeemed"], *later)) is not None


def test_somebody_elses_disconnect_does_not_hide_a_lost_token() -> None:
    others = (
        story.moved("disconnected", 50, person="Marko"),
        story.request("api", 52, 53, caller="backend", callee="amocrm", status=401, person="Marko"),
    )

    assert found("token_lost", (*CONNECTED, *others, story.status(60, False))) is not None


def test_the_second_exchange_is_told_with_what_amocrm_really_answered() -> None:
    finding = found("code_exchanged_twice", PROVED["code_exchanged_twice.app"])
    assert finding is not None
    assert (finding.values["status"], finding.values["hint"]) == ("403", "Authorization code has been revoked")

    silent = found("code_exchanged_twice", PROVED["code_exchanged_twice.callback"])
    assert silent is not None
    assert silent.values["hint"] == "–"


def test_an_unprompted_second_exchange_is_laid_at_nobodys_door() -> None:
    finding = found("code_exchanged_twice", (*CONNECTED, story.token(60, 70, status=403)))

    assert finding is not None
    assert (finding.variant, finding.values["second_by"]) == ("retry", "backend_alone")


def test_of_two_exchanges_at_the_same_time_the_loser_may_have_begun_first() -> None:
    finding = found(
        "code_exchanged_twice",
        (story.callback(10, 60), story.token(20, 40, status=403, body=story.REVOKED), story.token(25, 35)),
    )

    assert finding is not None
    assert finding.values["status"] == "403"


def test_a_state_is_foreign_when_only_amocrm_was_asked_with_ones_own() -> None:
    finding = found(
        "state_not_verified",
        (
            story.moved("consent_started", 1),
            story.request("consent", 5, 6, caller="browser", callee="amocrm", state="s2"),
            story.callback(10, 40),
            story.token(20, 30),
        ),
    )

    assert finding is not None
    assert finding.variant == "foreign"


@pytest.mark.parametrize(("kind", "counts"), [("slow", True), ("drip", True), ("truncate", False), ("answer", False)])
def test_a_token_answer_that_was_only_late_connects_somebody(kind: str, counts: bool) -> None:
    for rule in ("token_lost", "code_exchanged_twice.callback"):
        told = [
            replace(entry, fault="f1", fault_kind=kind) if entry == story.token(20, 30) else entry
            for entry in PROVED[rule]
        ]
        found = RULES[rule.partition(".")[0]](story.timeline(*told))
        assert (found is not None) is counts, rule


def test_a_refusal_that_lands_nowhere_proves_a_wrong_redirect_uri_as_well_as_a_code_does() -> None:
    from stories.redirect_uri_outdated import DENIED, NOWHERE

    finding = found("redirect_uri_outdated", (replace(NOWHERE, fingerprints={}, url=DENIED),))

    assert finding is not None
    assert finding.values["landed"] == "http://127.0.0.1:3000/old/callback"


@pytest.mark.parametrize("rule", ["redirect_uri_mismatch", "token_asked_at_wrong_host.www", "keys_mixed"])
def test_a_refusal_that_was_only_late_is_amocrms_own(rule: str) -> None:
    told = tuple(
        replace(each, fault="f1", fault_kind="slow") if isinstance(each, Exchange) and each.role == "token" else each
        for each in PROVED[rule]
    )

    assert found(rule.partition(".")[0], told) is not None


def test_of_several_flashes_the_one_before_a_yes_is_told() -> None:
    finding = found(
        "banner_flashes",
        (
            story.screen(10, "crm.not_connected", connected=False),
            story.status(11, False),
            story.moved("killed", 20),
            story.screen(30, "crm.not_connected", connected=False),
            story.status(31, True),
        ),
    )

    assert finding is not None
    assert (finding.values["answer"], finding.evidence, finding.at_ns) == ("true", (2,), story.ns(30))


@pytest.mark.parametrize(("error", "named"), [("invalid_state", True), ("Failed%20to%20exchange", False)])
def test_a_lost_state_is_told_by_the_page_where_nobody_takes_its_link(error: str, named: bool) -> None:
    button = f"""<button onclick="window.open('foryoure://amo-crm/callback?error={error}','_self')">"""
    page = replace(story.callback(10, 40), response=Message(body=button))
    told = (story.moved("consent_started", 1, state="s1"), page, story.moved("returned", 50))

    finding = found("state_lost", told)
    assert (finding is not None) is named
    assert [each.cause for each in diagnose(story.timeline(*told))] == (["state_lost"] if named else ["never_redeemed"])


def test_both_pages_that_were_opened_at_once_are_evidence() -> None:
    finding = found("code_exchanged_twice", PROVED["code_exchanged_twice.at_once"])

    assert finding is not None
    assert sorted(finding.evidence) == [1, 2, 3, 4]
