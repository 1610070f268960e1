"""What a step has declared is held against the wire: how often it may happen, how often it must, and until when."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import story

from harness.ports import Refusal, Stage
from harness.run.verdict import Verdict, judge
from harness.wire.exchange import Exchange

MOOD = Refusal("backend", "", (503,), at_most=None, faults=frozenset({"f1"}), told="happened {count}")


def api(at: int, *, status: int = 503, fault: str | None = None) -> Exchange:
    """The backend reads from amoCRM."""
    return replace(story.request("api", at, at + 1, caller="backend", callee="amocrm", status=status), fault=fault)


def judged(expected: Sequence[Refusal], *exchanges: Exchange, ended: bool = True) -> Verdict:
    """What is said of a scenario that declared this."""
    stage = cast(Stage, SimpleNamespace(expected=list(expected)))
    return judge(stage, story.timeline(*exchanges), ended=ended)


def test_what_a_mood_strikes_is_declared_whatever_it_is_and_nothing_else() -> None:
    assert judged([MOOD], api(1, fault="f1"), api(2, fault="f1")).good
    assert judged([replace(MOOD, at_most=1)], api(1, status=204, fault="f1")).good
    assert [each.fault for each in judged([MOOD], api(1, fault="f1"), api(2, fault="f2")).undeclared] == ["f2"]
    assert len(judged([MOOD], api(1, fault="f1"), api(2)).undeclared) == 1


def test_a_mood_that_strikes_too_seldom_is_told_with_how_often_it_did() -> None:
    told = judged([replace(MOOD, at_least=3)], api(1, fault="f1"), api(2, fault="f1"))

    assert told.complaint("en") == "happened 2"
    assert judged([MOOD], ended=False).good


def test_what_a_mood_strikes_may_be_declared_once_more_by_its_status() -> None:
    wanted = Refusal("backend", "api", (503,))

    assert judged([MOOD, wanted], api(1, fault="f1")).good
    assert judged([wanted, MOOD], api(1, fault="f1"), api(2, fault="f1")).good
    assert judged([MOOD, replace(wanted, statuses=(500,))], api(1, fault="f1")).missing


def test_a_declaration_that_waits_comes_before_one_that_excuses() -> None:
    excuse = Refusal("backend", "", (503,), at_most=None, at_least=0)
    wanted = Refusal("backend", "api", (503,))

    assert judged([excuse, wanted], api(1)).good
    assert judged([excuse, wanted, wanted], api(1), api(2), api(3)).good


def test_two_declarations_of_the_same_need_two_refusals() -> None:
    wanted = Refusal("backend", "api", (503,))

    assert judged([wanted, wanted], api(1), api(2)).good
    assert len(judged([wanted, wanted], api(1)).missing) == 1
    assert len(judged([wanted, wanted], api(1), api(2), api(3)).undeclared) == 1


def test_what_has_a_beginning_ends_when_amocrm_recovers_and_what_has_none_stays() -> None:
    excuse = Refusal("backend", "", (503,), at_most=None, at_least=0, since_ns=api(5).started_ns)
    stage = cast(Stage, SimpleNamespace(expected=[excuse, replace(excuse, since_ns=None, statuses=(401,))]))
    Stage.recovered(stage, api(8).started_ns)
    Stage.recovered(stage, api(20).started_ns)

    seen = judged(stage.expected, *(api(at) for at in (4, 5, 7, 8, 9)), api(10, status=401))
    assert [each.started_ns for each in seen.undeclared] == [api(at).started_ns for at in (4, 8, 9)]


def lead(at: int, *, status: int = 502, number: int = 7) -> Exchange:
    """The app asks for a lead, which takes ten milliseconds."""
    asked = story.request("lead", at, at + 10, status=status)
    return replace(asked, url=f"http://127.0.0.1:3000/leads/{number}")


def test_what_passes_on_is_about_requests_during_which_amocrm_did_the_backend_wrong() -> None:
    excuse = Refusal("client", "", (502,), at_most=None, at_least=0, passes_on=True)
    anything = Refusal("backend", "", (401, 503), at_most=None, at_least=0)
    for wrong in (api(12, fault="f1"), api(12, status=200, fault="f1"), api(12, status=401)):
        assert not judged([MOOD, anything, excuse], lead(10), wrong).undeclared

    later = judged([MOOD, excuse], lead(10), api(12, fault="f1"), lead(30), api(32, status=200))
    assert [each.started_ns for each in later.undeclared] == [lead(30).started_ns]
    assert len(judged([excuse], lead(10)).undeclared) == 1


def test_what_has_ids_is_about_urls_that_name_one_of_them() -> None:
    excuse = Refusal("client", "lead", (404,), at_most=None, at_least=0, ids=frozenset({"7", "a7"}))

    seen = judged([excuse], lead(10, status=404), lead(30, status=404, number=77))
    assert [each.started_ns for each in seen.undeclared] == [lead(30).started_ns]


def test_whose_token_amocrm_has_refused_may_be_told_to_connect_again_until_they_have() -> None:
    excuse = Refusal("client", "", (409, 502), at_most=None, at_least=0, passes_on=True)
    dead = Refusal("backend", "token", (401,))
    refused, again = (lead(10), story.token(12, 13, code=None, status=401)), (lead(50, status=200), story.token(52, 53))

    assert judged([dead, excuse], *refused, lead(30, status=409)).good
    assert len(judged([dead, excuse], *refused, lead(30, status=502)).undeclared) == 1
    assert len(judged([dead, excuse], *refused, replace(lead(30, status=409), person="Marko")).undeclared) == 1
    assert len(judged([dead, excuse], *refused, *again, lead(70, status=409)).undeclared) == 1
