"""What passed between the systems: which requests count, and which only resemble them."""

import json
from collections.abc import Callable

import pytest
from made_stage import api, asked, returned, screen, seeing, stage, token

from harness.ports import Stage
from harness.wire.exchange import Entry, Exchange, PersonMoved
from scenarios.messages import Unmet
from scenarios.outcomes import wire

ANN = seeing(screen("home"))
REFRESH = "grant_type=refresh_token&refresh_token=%23a1b2c3"
REFRESH_JSON = '{"client_id": "a", "grant_type" : "refresh_token", "refresh_token": "#a1b2c3"}'
CODE = "grant_type=authorization_code"
REVOKED = json.dumps(
    {"hint": "Authorization code has been revoked", "detail": "Cannot decrypt", "title": "Bad Request"}
)
CALLBACK = asked("callback", at=2, caller="browser", code="#1")


def redeemed(at: int = 2, *, status: int = 200, answer: str = "", code: str = "#1") -> Exchange:
    return token(status, at, sent=CODE, answer=answer, code=code)


@pytest.mark.parametrize(
    ("outcome", "entries"),
    [
        (wire.nothing_refused, [asked("status"), redeemed()]),
        (wire.redeemed_once_by_callback, [CALLBACK, redeemed()]),
        (wire.never_redeemed, [token(sent=REFRESH), asked("status")]),
        (wire.app_never_exchanges, [asked("exchange_code", caller="browser"), asked("status")]),
        (wire.refreshed_once, [token(sent=REFRESH), redeemed(), token(sent=CODE)]),
        (wire.refreshed_once, [token(sent=REFRESH_JSON)]),
        (wire.crm_left_alone, [asked("status"), CALLBACK]),
        (wire.backend_leaves_crm_alone, [asked("consent", caller="browser"), asked("leads")]),
    ],
)
def test_what_passed_is_what_was_wanted(outcome: Callable[[Stage], None], entries: list[Entry]) -> None:
    outcome(stage(*entries))


@pytest.mark.parametrize(
    ("outcome", "entries", "told"),
    [
        (wire.nothing_refused, [], "nothing has been asked yet"),
        (wire.app_never_exchanges, [returned(1)], "nothing has been asked yet"),
        (wire.nothing_refused, [asked("leads", 403)], "refused: .*leads → 403"),
        (wire.nothing_refused, [asked("leads", 0)], "leads → –"),
        (wire.redeemed_once_by_callback, [], "no code was redeemed at all"),
        (wire.redeemed_once_by_callback, [token(sent=REFRESH)], "no code was redeemed at all"),
        (wire.redeemed_once_by_callback, [CALLBACK, redeemed(), redeemed(5)], "was sent: 2"),
        (wire.redeemed_once_by_callback, [CALLBACK, redeemed(status=403)], "was refused"),
        (wire.redeemed_once_by_callback, [redeemed()], "isn't inside any recorded exchange"),
        (wire.redeemed_once_by_callback, [asked("exchange_code", at=2, code="#1"), redeemed()], "not by the callback"),
        (wire.never_redeemed, [redeemed(status=403)], "and none should be"),
        (wire.app_never_exchanges, [asked("exchange_code", 400)], "exchanges a code itself"),
        (wire.refreshed_once, [], "refreshes: 0, expected: 1: nothing"),
        (wire.refreshed_once, [redeemed(), token(sent=CODE)], "refreshes: 0, expected: 1"),
        (wire.refreshed_once, [token(sent=REFRESH), token(sent=REFRESH)], "refreshes: 2, expected: 1"),
        (wire.refreshed_once, [token(401, sent=REFRESH)], "the refresh was refused"),
        (wire.crm_left_alone, [asked("consent", caller="browser")], "amoCRM is asked: .*consent"),
        (wire.crm_left_alone, [api("/api/v4/leads", 500)], "amoCRM is asked"),
        (wire.backend_leaves_crm_alone, [token(400)], "amoCRM is asked: .*token"),
    ],
)
def test_anything_else_is_told(outcome: Callable[[Stage], None], entries: list[Entry], told: str) -> None:
    with pytest.raises(Unmet, match=told):
        outcome(stage(*entries))


LISTS = [api("/api/v4/leads"), api("/api/v4/leads/"), api("/api/v4/leads?page=2", 429)]
NO_LISTS = [
    api("/api/v4/leads/7"),
    api("/api/v4/leads/pipelines"),
    api("/api/v4/leads", method="POST"),
    asked("api", caller="browser", path="/api/v4/leads"),
]


@pytest.mark.parametrize(
    ("outcome", "entries", "count"),
    [
        (wire.redeemed_times, [redeemed(), redeemed(4, status=403), redeemed(5, code="#2"), token(sent=REFRESH)], 2),
        (wire.redeemed_times, [], 0),
        (wire.refreshed_times, [token(sent=REFRESH), token(sent=REFRESH), redeemed()], 2),
        (wire.refreshed_times, [redeemed(), token(sent=CODE)], 0),
        (wire.leads_asked_of_crm, [*LISTS, *NO_LISTS], 3),
        (wire.leads_asked_of_crm, NO_LISTS, 0),
        (wire.leads_asked_of_crm_at_least, [*LISTS, *NO_LISTS], 3),
        (wire.leads_asked_of_crm_at_least, LISTS, 1),
    ],
)
def test_so_many_requests_were_made(outcome: Callable[..., None], entries: list[Entry], count: int) -> None:
    outcome(stage(*entries), count)


@pytest.mark.parametrize(
    ("outcome", "entries", "count", "told"),
    [
        (wire.redeemed_times, [redeemed(status=403)], 1, "codes redeemed: 0, expected: 1"),
        (wire.refreshed_times, [token(sent=REFRESH)], 2, "refreshes: 1, expected: 2"),
        (wire.refreshed_times, [token(401, sent=REFRESH)], 0, "refreshes: 1, expected: 0"),
        (wire.leads_asked_of_crm, [*LISTS, *NO_LISTS], 4, "asked amoCRM for leads 3 times, not 4: №0"),
        (wire.leads_asked_of_crm, [], 1, "0 times, not 1: nothing"),
        (wire.leads_asked_of_crm_at_least, NO_LISTS, 1, "0 times, not at least 1"),
        (wire.leads_asked_of_crm_at_least, LISTS, 0, "“at least 0” is always true"),
    ],
)
def test_another_number_of_requests_is_told(
    outcome: Callable[..., None], entries: list[Entry], count: int, told: str
) -> None:
    with pytest.raises(Unmet, match=told):
        outcome(stage(*entries), count)


@pytest.mark.parametrize("hint", ["Authorization code has been revoked", "Cannot decrypt"])
def test_a_refusal_has_its_hint(hint: str) -> None:
    wire.refused_with(stage(redeemed(), redeemed(3, status=403, answer=REVOKED)), hint)


@pytest.mark.parametrize(
    ("entries", "hint", "told"),
    [
        ([redeemed(status=403, answer=REVOKED)], "", "nothing between the quotes"),
        ([redeemed(status=403, answer=REVOKED)], "code", "was another; this is only a part of “Authorization code has"),
        ([redeemed(status=403, answer=REVOKED)], "Bad Request", "amoCRM's hint was another"),
        ([redeemed(status=403, answer="<html>")], "<html>", "amoCRM's hint was another: <html>"),
        ([redeemed(status=403, answer='["Cannot decrypt"]')], "Cannot decrypt", "hint was another"),
        ([redeemed(answer=REVOKED)], "Cannot decrypt", "amoCRM refused no code"),
        ([token(401, sent=REFRESH, answer=REVOKED)], "Cannot decrypt", "amoCRM refused no code"),
    ],
    ids=["empty", "part", "title", "no json", "no object", "no refusal", "a refresh"],
)
def test_a_refusal_with_another_hint_is_told(entries: list[Entry], hint: str, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        wire.refused_with(stage(*entries), hint)


def test_the_app_asks_after_the_return() -> None:
    entries: list[Entry] = [
        asked("status", at=1),
        returned(5),
        asked("status", at=6),
        asked("leads", at=7),
        asked("status", at=8),
    ]

    wire.status_asked_after_return(stage(*entries), ANN)
    wire.leads_asked_after_return(stage(*entries), ANN)
    wire.status_asked_times(stage(*entries), ANN, 2)
    wire.status_asked_times(stage(*entries, returned(9)), ANN, 0)


def acted(at: int, person: str = "Ann") -> PersonMoved:
    return PersonMoved("acted", person, at, "")


def test_what_the_app_asks_because_of_what_the_person_does_next_is_not_because_of_the_return() -> None:
    later = stage(returned(5), acted(6), asked("status", at=7), asked("leads", at=8))

    for outcome in (wire.status_asked_after_return, wire.leads_asked_after_return):
        with pytest.raises(Unmet, match="didn't ask for the"):
            outcome(later, ANN)
    wire.status_asked_times(later, ANN, 0)
    wire.status_asked_times(stage(returned(5), acted(6, "Bob"), asked("status", at=7), acted(8)), ANN, 1)


BEFORE = [asked("status", at=1), asked("leads", at=1), returned(5)]
OF_BOB = [returned(5), asked("status", at=6, person="Bob"), asked("leads", at=6, person="Bob")]


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (BEFORE, "didn't ask for the|status requests after the return: 0"),
        (OF_BOB, "didn't ask for the|status requests after the return: 0"),
        ([*BEFORE[:2], returned(0, person="Bob")], "Ann never returned"),
    ],
    ids=["before", "another person's app", "another person's return"],
)
def test_what_is_asked_before_the_return_or_by_others_does_not_count(entries: list[Entry], told: str) -> None:
    for outcome in (wire.status_asked_after_return, wire.leads_asked_after_return):
        with pytest.raises(Unmet, match=told):
            outcome(stage(*entries), ANN)
    with pytest.raises(Unmet, match=told):
        wire.status_asked_times(stage(*entries), ANN, 1)
