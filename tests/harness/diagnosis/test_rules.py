"""Every rule: the smallest story that proves its cause, and the stories that look like it and don't."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
import story

from harness.diagnosis.finding import Finding
from harness.diagnosis.messages import LANGUAGES, worded
from harness.diagnosis.rules import RULES
from harness.wire.exchange import Entry, LeadCard

# A person whose callback redeemed the code between 10 and 40.
CONNECTED = (story.moved("consent_started", 1, state="s1"), story.callback(10, 40), story.token(20, 30))
BACK = (story.link(50, success="true"), story.moved("returned", 50))
STRUCK = replace(story.token(20, 30), fault="f1")
OLENAS = story.account("Olena", 1, 2)
MARKOS = story.account("Marko", 7)

# Olena's account has told of a new lead and of a new budget; her app has asked since, and shows one lead at 100.
ADDED = "leads[add][0][id]=2&leads[add][0][price]=5&account[subdomain]=olena-crm"
PRICED = "leads[update][0][id]=1&leads[update][0][price]=200&account[subdomain]=olena-crm"
DELETED = "leads[delete][0][id]=1&account[subdomain]=olena-crm"
SHOWN = (story.leads(60, 1), story.screen(62, "crm.connected", connected=True, prices={1: 100}))
READ = replace(story.request("api", 35, 38, caller="backend", callee="amocrm"), account="olena-crm")

# "rule" or "rule.variant" → the smallest story.
PROVED: Mapping[str, tuple[Entry, ...]] = {
    "code_exchanged_twice.app": (
        *CONNECTED,
        story.link(50, code="c1"),
        story.exchange_code(60, 80, status=403),
        story.token(65, 75, status=403, body=story.REVOKED),
    ),
    "code_exchanged_twice.callback": (*CONNECTED, story.callback(60, 80), story.token(65, 75, status=403)),
    "code_exchanged_twice.retry": (story.callback(10, 60), story.token(20, 30), story.token(35, 45, status=403)),
    "code_in_deep_link.spent": (*CONNECTED, story.link(50, code="c1")),
    "code_in_deep_link.unspent": (story.callback(10, 40), story.link(50, code="c1")),
    "app_expects_code": (*CONNECTED, *BACK, story.screen(60, "callback.error", reason="missing_code")),
    "redeemed_by_app": (
        story.callback(10, 40),
        story.link(50, code="c1"),
        story.exchange_code(60, 90),
        story.token(70, 80),
    ),
    "never_redeemed": (story.callback(10, 40), story.link(50, success="true")),
    "token_lost": (*CONNECTED, *BACK, story.status(60, False)),
    "status_without_token": (story.status(5, True),),
    "status_not_refreshed": (
        story.status(5, False),
        *CONNECTED,
        *BACK,
        story.screen(60, "crm.not_connected", connected=False),
    ),
    "leads_not_refreshed": (
        OLENAS,
        story.leads(5),
        *CONNECTED,
        *BACK,
        story.status(55, True),
        story.screen(60, "crm.connected", connected=True),
    ),
    "token_shared": (*CONNECTED, story.status(60, True, person="Marko")),
    "foreign_leads": (OLENAS, MARKOS, story.leads(60, 1, 7)),
    "state_not_verified.missing": (story.callback(10, 40, state=None), story.token(20, 30)),
    "state_not_verified.used": (
        *CONNECTED,
        story.callback(60, 90, code="c2", state="s1", person="Marko"),
        story.token(70, 80, code="c2"),
    ),
    "state_not_verified.foreign": (
        story.moved("consent_started", 1, state="s1"),
        story.moved("consent_started", 2, state="s2", person="Marko"),
        story.callback(10, 40, state="s2"),
        story.token(20, 30),
    ),
    "webhook_not_taken.late": (story.webhook(30, 2030, ADDED, status=0, outcome="timed_out"),),
    "webhook_not_taken.refused": (story.webhook(30, 40, ADDED, status=500),),
    "webhook_ignored": (story.webhook(30, 40, ADDED), *SHOWN),
}

# What looks like a cause and is none: rule → name → story.
LIKENESSES: Mapping[str, Mapping[str, tuple[Entry, ...]]] = {
    "code_exchanged_twice": {
        "the first one was never answered by amoCRM itself": (
            story.callback(10, 60),
            STRUCK,
            story.token(35, 45, status=403),
        ),
        "two codes, each once": (*CONNECTED, story.callback(60, 80, code="c2"), story.token(65, 75, code="c2")),
        "a failed request that is tried again": (
            story.callback(10, 60),
            story.token(20, 30, status=503),
            story.token(35, 45),
        ),
        "a refresh after the exchange": (*CONNECTED, story.token(60, 70, code=None)),
    },
    "code_in_deep_link": {"a link that says success": (*CONNECTED, *BACK)},
    "app_expects_code": {
        "an app that says what failed": (*CONNECTED, *BACK, story.screen(60, "callback.error", reason="server")),
        "a link with a code": (
            story.link(50, success="true", code="c1"),
            story.screen(60, "callback.error", reason="missing_code"),
        ),
        "a link with an error": (story.link(50, error="x"), story.screen(60, "callback.error", reason="missing_code")),
        "somebody else's error screen": (
            story.link(50, success="true"),
            story.screen(60, "callback.error", reason="missing_code", person="Marko"),
        ),
        "an error screen from before": (
            story.screen(40, "callback.error", reason="missing_code"),
            story.link(50, success="true"),
        ),
    },
    "redeemed_by_app": {
        "redeemed by the callback": (*CONNECTED, *BACK),
        "redeemed by the callback first": PROVED["code_exchanged_twice.app"],
        "redeemed by the backend on its own": (story.callback(10, 15), story.token(20, 30)),
    },
    "never_redeemed": {
        "redeemed": (*CONNECTED, *BACK),
        "tried and refused": (story.callback(10, 40), story.token(20, 30, status=400), story.link(50, error="failed")),
        "a callback that reports an error": (story.callback(10, 40), story.link(50, error="invalid_state")),
        "a callback that says success=false": (story.callback(10, 40), story.link(50, success="false")),
        "a denied consent": (story.callback(10, 40, code=None), story.link(50, error="access_denied")),
        "a page without a link for a foreign state": (
            story.moved("consent_started", 1, state="s2"),
            story.callback(10, 40, state="s1"),
            story.moved("returned", 50),
        ),
    },
    "token_lost": {
        "connected afterwards": (*CONNECTED, *BACK, story.status(60, True)),
        "asked before the callback had answered": (*CONNECTED, story.status(35, False), story.status(60, True)),
        "disconnected in between": (*CONNECTED, story.moved("disconnected", 50), story.status(60, False)),
        "a disconnect request in between": (*CONNECTED, story.request("disconnect", 50, 55), story.status(60, False)),
        "amoCRM took the tokens away": (
            *CONNECTED,
            story.request("api", 50, 55, caller="backend", callee="amocrm", status=401),
            story.status(60, False),
        ),
        "amoCRM's own 200 never came": (story.callback(10, 40), STRUCK, *BACK, story.status(60, False)),
        "a refused status": (*CONNECTED, story.status(60, False, code=500)),
        "an answer that nobody could read": (*CONNECTED, story.status(60, None)),
        "somebody else's status": (*CONNECTED, story.status(60, False, person="Marko")),
    },
    "status_without_token": {
        "a token from before": (*CONNECTED, story.status(60, True)),
        "redeemed while it was asked": (*CONNECTED, story.request("status", 15, 45, connected=True)),
        "not connected": (story.status(5, False),),
    },
    "status_not_refreshed": {
        "asked after the return": (
            *CONNECTED,
            *BACK,
            story.status(55, False),
            story.screen(60, "crm.not_connected", connected=False),
        ),
        "shown as connected": (*CONNECTED, *BACK, story.screen(60, "crm.connected", connected=True)),
        "never came back": (*CONNECTED, story.screen(60, "crm.not_connected", connected=False)),
        "told that it failed": (
            *CONNECTED,
            story.link(50, error="failed"),
            story.screen(60, "callback.error", connected=False),
        ),
        "a refused code": (
            story.callback(10, 40),
            story.token(20, 30, status=400),
            *BACK,
            story.screen(60, "crm.not_connected"),
        ),
    },
    "leads_not_refreshed": {
        "asked after the connection": (*PROVED["leads_not_refreshed"], story.leads(56, 1, 2)),
        "an empty account": (*PROVED["leads_not_refreshed"][1:], story.account("Olena")),
        "not shown as connected": (
            *PROVED["leads_not_refreshed"][:-1],
            story.screen(60, "crm.not_connected", connected=False),
        ),
    },
    "token_shared": {
        "both connected": (
            *CONNECTED,
            story.callback(50, 70, code="c2", state="s2", person="Marko"),
            story.token(55, 65, code="c2"),
            story.status(80, True, person="Marko"),
        ),
        "connected by a made-up answer": (
            *CONNECTED,
            story.callback(50, 70, code="c2", state="s2", person="Marko"),
            replace(story.token(55, 65, code="c2"), fault="f1"),
            story.status(80, True, person="Marko"),
        ),
        "nobody connected": (story.status(60, True, person="Marko"),),
        "not connected": (*CONNECTED, story.status(60, False, person="Marko")),
        "connected before the other one": (story.status(5, True, person="Marko"), *CONNECTED),
    },
    "foreign_leads": {
        "one's own": (OLENAS, MARKOS, story.leads(60, 1, 2)),
        "one's own as texts": (OLENAS, story.leads(60, "1", "2")),
        "those of an account that is shared": (
            OLENAS,
            replace(story.account("Marko", 1, 2, at=50), subdomain="olena-crm"),
            story.leads(60, 1, 2),
            story.leads(70, 1, 2, person="Marko"),
        ),
        "leads that aren't amoCRM's": (OLENAS, story.leads(60, None, 1)),
        "a lead added later": (story.account("Olena", 1), story.leads(60, 1, 2), story.account("Olena", 1, 2, at=50)),
        "an unknown lead of somebody without an account": (MARKOS, story.leads(60, 99)),
        "an answer that nobody could read": (OLENAS, story.request("leads", 60, 61, amo_ids=None)),
    },
    "state_not_verified": {
        "one's own": (*CONNECTED, *BACK),
        "one's own, by a page of the backend's that leads to amoCRM": (
            story.moved("consent_started", 1),
            story.request("consent", 5, 6, caller="browser", callee="amocrm", state="s1"),
            story.callback(10, 40),
            story.token(20, 30),
        ),
        "the same callback again": (*CONNECTED, story.callback(60, 80), story.token(65, 75, status=403)),
        "a foreign state without a redemption": (story.moved("consent_started", 1, state="s2"), story.callback(10, 40)),
        "no state and no redemption": (story.callback(10, 40, state=None),),
    },
    "webhook_not_taken": {
        "taken": (story.webhook(30, 40, ADDED), story.webhook(50, 60, PRICED, status=204)),
        "nobody there": (story.webhook(30, 31, ADDED, status=0, outcome="unreachable"),),
        "hindered on its way": (
            story.webhook(30, 40, ADDED, status=503, fault="w1"),
            story.webhook(50, 2050, ADDED, status=0, outcome="timed_out", fault="w1"),
        ),
        "amoCRM itself failed meanwhile": (
            story.webhook(30, 40, ADDED, status=502),
            story.request("api", 32, 38, caller="backend", callee="amocrm", status=500),
        ),
        "amoCRM never answered meanwhile": (
            story.webhook(30, 2030, ADDED, status=0, outcome="timed_out"),
            story.request("api", 32, 2020, caller="backend", callee="amocrm", status=0),
        ),
    },
    "webhook_ignored": {
        "shown": (
            story.webhook(30, 40, ADDED),
            story.leads(60, 1, 2),
            story.screen(62, "crm.connected", connected=True, prices={1: 100, 2: 5}),
        ),
        "read anew in amoCRM, and too early": (story.webhook(30, 40, ADDED), READ, *SHOWN),
        "read anew in amoCRM after the answer": (
            story.webhook(30, 40, ADDED),
            replace(READ, started_ns=story.ns(50), ended_ns=story.ns(55)),
            *SHOWN,
        ),
        "never taken": (story.webhook(30, 40, ADDED, status=500), *SHOWN),
        "answered by something before the backend": (story.webhook(30, 40, ADDED, fault="w1"), *SHOWN),
        "not asked since": (*SHOWN, story.webhook(70, 80, ADDED)),
        "asked while it came": (*SHOWN, story.webhook(55, 65, ADDED)),
        "asked in vain": (
            story.webhook(30, 40, ADDED),
            story.request("leads", 60, 61, status=500, amo_ids=[1]),
            SHOWN[1],
        ),
        "disconnected": (
            story.webhook(30, 40, ADDED),
            story.leads(60),
            story.screen(62, "crm.not_connected", connected=False),
        ),
        "a page of a longer list": (story.webhook(30, 40, ADDED), story.leads(60, 2), *SHOWN[1:]),
        "a list that doesn't say which leads of amoCRM's it has": (
            story.webhook(30, 40, ADDED),
            story.leads(60, None),
            replace(SHOWN[1], screen=replace(SHOWN[1].screen, leads=(LeadCard("a", None, "Лід", 100.0),))),
        ),
        "deleted, and gone": (
            story.webhook(30, 40, DELETED),
            story.leads(60),
            story.screen(62, "crm.connected", connected=True),
        ),
        "added, and deleted again": (
            story.webhook(30, 40, ADDED),
            story.webhook(41, 45, "leads[delete][0][id]=2"),
            *SHOWN,
        ),
        "a budget of 0, shown as none": (
            story.webhook(30, 40, "leads[update][0][id]=1&leads[update][0][price]=0"),
            story.leads(60, 1),
            story.screen(62, "crm.connected", connected=True, prices={1: None}),
        ),
        "a webhook that says no budget": (
            story.webhook(30, 40, "leads[update][0][id]=1&leads[update][0][price]="),
            *SHOWN,
        ),
        "news of a contact": (story.webhook(30, 40, "contacts[add][0][id]=2"), *SHOWN),
        "somebody else's list": (
            story.webhook(30, 40, ADDED),
            story.leads(60, 1, person="Marko"),
            story.screen(62, "crm.connected", connected=True, prices={1: 100}, person="Marko"),
        ),
    },
}
SIDES = [(rule, name, told) for rule, stories in LIKENESSES.items() for name, told in stories.items()]


def found(rule: str, entries: tuple[Entry, ...]) -> Finding | None:
    return RULES[rule](story.timeline(*entries))


def test_every_rule_has_a_proof_and_a_likeness() -> None:
    assert {name.partition(".")[0] for name in PROVED} == set(RULES) == set(LIKENESSES)


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
