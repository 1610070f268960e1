"""Status codes: which answers count, and which refusals are declared."""

from collections.abc import Callable

import pytest
from made_stage import api, asked, stage, token

from harness.ports import Refusal
from harness.wire.exchange import Entry
from scenarios.messages import Unmet
from scenarios.outcomes import answers
from scenarios.outcomes.roles import APP, CRM, Side, role_of

STATUS_TWICE: list[Entry] = [asked("status", 401, 1), asked("leads", 403, 2), asked("status", 200, 3)]


@pytest.mark.parametrize("side", [APP, CRM], ids=["app", "crm"])
@pytest.mark.parametrize("lang", ["uk", "ru", "en", "kk"])
def test_every_request_is_called_by_its_word_in_any_language(side: Side, lang: str) -> None:
    for role, words in side.roles.items():
        for word in (role, *words, words[0].upper(), f" {words[2]}\u00a0"):
            assert role_of(stage(lang=lang), side, word) == role


@pytest.mark.parametrize("side", [APP, CRM], ids=["app", "crm"])
def test_no_word_means_two_requests(side: Side) -> None:
    words = [word for role, names in side.roles.items() for word in {role, *(name.casefold() for name in names)}]

    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("lang", "side", "word", "told"),
    [
        ("en", APP, "staus", "no request is called “staus”; the nearest is “status”. There are: sign-in, session"),
        ("uk", APP, "лиди", "немає запиту з назвою «лиди»; найближче: «ліди»"),
        ("uk", APP, "стaтус", r"інші літери: .*a \(Latin\)"),
        ("ru", APP, "statos", "нет запроса с названием «statos»; ближайшее: «status»"),
        ("en", CRM, "status", "no request is called “status”. There are: token, API"),
        ("en", APP, "", "no request is called “”. There are"),
    ],
)
def test_an_unknown_request_is_answered_with_the_nearest(lang: str, side: Side, word: str, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        role_of(stage(lang=lang), side, word)


def test_the_last_answer_is_the_one_that_counts() -> None:
    answers.last_answer(stage(*STATUS_TWICE), 200, "status")
    answers.callback_answer(stage(asked("callback", 400, 1, caller="browser"), asked("callback", 200, 2)), 200)


@pytest.mark.parametrize(
    ("entries", "status", "word", "told"),
    [
        (STATUS_TWICE, 401, "status", "“status” was not answered 401: .*status → 401; .*status → 200"),
        (STATUS_TWICE, 200, "lead", "there was no request “lead”"),
        ([api("/api/v4/leads")], 200, "leads", "there was no request “leads”"),
        (STATUS_TWICE, 20, "status", "20 can't be here: a status from 100 to 599"),
    ],
)
def test_another_last_answer_is_told(entries: list[Entry], status: int, word: str, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        answers.last_answer(stage(*entries), status, word)


def test_a_callback_that_nobody_opened_has_no_answer() -> None:
    with pytest.raises(Unmet, match="no request “callback”"):
        answers.callback_answer(stage(), 200)


MIXED: list[Entry] = [token(401), api("/api/v4/leads", 401), api("/api/v4/leads", 401), asked("status", 401)]


@pytest.mark.parametrize(
    ("side", "status", "count", "word"),
    [(CRM, 401, 3, None), (CRM, 401, 2, "API"), (CRM, 401, 1, "token"), (CRM, 403, 0, None), (APP, 401, 1, "status")],
)
def test_answers_are_counted_by_who_was_asked(side: Side, status: int, count: int, word: str | None) -> None:
    answers.answers(stage(*MIXED), side, status, count, word=word)


@pytest.mark.parametrize(
    ("side", "status", "count", "word", "told"),
    [
        (CRM, 401, 4, None, "3 answers of 401, not 4. All of them: №0"),
        (CRM, 200, 1, "token", "0 answers of 200, not 1. All of them: .*token → 401"),
        (APP, 401, 1, "leads", "0 answers of 401, not 1. All of them: nothing"),
        (APP, 4031, 0, "leads", "4031 can't be here"),
        (APP, 401, 0, "laeds", "no request is called “laeds”"),
    ],
)
def test_another_number_of_answers_is_told(side: Side, status: int, count: int, word: str | None, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        answers.answers(stage(*MIXED), side, status, count, word=word)


def test_no_answer_is_so() -> None:
    answers.no_answer(stage(*STATUS_TWICE), 404)


@pytest.mark.parametrize(
    ("entries", "status", "told"),
    [
        (STATUS_TWICE, 403, "there is an answer of 403: .*leads → 403"),
        ([], 403, "nothing has been asked yet"),
        (STATUS_TWICE, 403403, "403403 can't be here"),
    ],
)
def test_an_answer_that_is_so_is_told(entries: list[Entry], status: int, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        answers.no_answer(stage(*entries), status)


def test_a_refusal_is_declared_before_it_happens() -> None:
    made = stage()

    answers.expect(made, CRM, 403, "API")
    answers.expect(made, APP, 500, "exchange-code", at_most=4)
    answers.expect_of_callback(made, 400)

    told = "an answer of {} to “{}” was expected, and there was none"
    assert made.expected == [
        Refusal("backend", "api", (403,), told=told.format(403, "API")),
        Refusal("client", "exchange_code", (500,), at_most=4, told=told.format(500, "exchange-code")),
        Refusal("browser", "callback", (400,), told=told.format(400, "callback")),
    ]


@pytest.mark.parametrize(
    ("declare", "told"),
    [
        (lambda made: answers.expect(made, CRM, 200, "api"), "200 can't be here: a status from 400 to 599"),
        (lambda made: answers.expect(made, CRM, 403, "status"), "no request is called “status”"),
        (lambda made: answers.expect(made, APP, 403, "status", at_most=0), "“at most 0 times” expects nothing"),
        (lambda made: answers.expect_of_callback(made, 302), "302 can't be here"),
    ],
    ids=["no refusal", "no such request", "none", "a redirect"],
)
def test_what_is_no_refusal_is_not_declared(declare: Callable[[object], None], told: str) -> None:
    made = stage()
    with pytest.raises(Unmet, match=told):
        declare(made)
    assert made.expected == []
