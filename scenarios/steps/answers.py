"""Sentences about status codes, for those who want them; refusals are declared here before they happen.

A request is called by a word: "status", "leads", "lead", "connect", "exchange-code", … of the app; "token" and "API" of
the backend.
"""

from harness.gherkin.expressions import given, then, when
from harness.ports import Stage
from scenarios.outcomes import answers
from scenarios.outcomes.roles import APP, CRM


@given("очікувано: amoCRM відповідає бекенду {int} на запит {string}")
@given("ожидаемо: amoCRM отвечает бэкенду {int} на запрос {string}")
@given("expected: amoCRM answers the backend {int} to {string}")
@when("очікувано: amoCRM відповідає бекенду {int} на запит {string}")
@when("ожидаемо: amoCRM отвечает бэкенду {int} на запрос {string}")
@when("expected: amoCRM answers the backend {int} to {string}")
def expect_of_crm(status: int, request: str, stage: Stage) -> None:
    """Once; if it doesn't happen, the scenario fails."""
    answers.expect(stage, CRM, status, request)


@given("очікувано: amoCRM відповідає бекенду {int} на запит {string} не більше {int} разу/разів")
@given("ожидаемо: amoCRM отвечает бэкенду {int} на запрос {string} не больше {int} раза/раз")
@given("expected: amoCRM answers the backend {int} to {string} at most {int} time/times")
@when("очікувано: amoCRM відповідає бекенду {int} на запит {string} не більше {int} разу/разів")
@when("ожидаемо: amoCRM отвечает бэкенду {int} на запрос {string} не больше {int} раза/раз")
@when("expected: amoCRM answers the backend {int} to {string} at most {int} time/times")
def expect_of_crm_at_most(status: int, request: str, count: int, stage: Stage) -> None:
    """Once at least."""
    answers.expect(stage, CRM, status, request, at_most=count)


@given("очікувано: бекенд відповідає застосунку {int} на запит {string}")
@given("ожидаемо: бэкенд отвечает приложению {int} на запрос {string}")
@given("expected: the backend answers the app {int} to {string}")
@when("очікувано: бекенд відповідає застосунку {int} на запит {string}")
@when("ожидаемо: бэкенд отвечает приложению {int} на запрос {string}")
@when("expected: the backend answers the app {int} to {string}")
def expect_of_backend(status: int, request: str, stage: Stage) -> None:
    """Once; if it doesn't happen, the scenario fails."""
    answers.expect(stage, APP, status, request)


@given("очікувано: бекенд відповідає застосунку {int} на запит {string} не більше {int} разу/разів")
@given("ожидаемо: бэкенд отвечает приложению {int} на запрос {string} не больше {int} раза/раз")
@given("expected: the backend answers the app {int} to {string} at most {int} time/times")
@when("очікувано: бекенд відповідає застосунку {int} на запит {string} не більше {int} разу/разів")
@when("ожидаемо: бэкенд отвечает приложению {int} на запрос {string} не больше {int} раза/раз")
@when("expected: the backend answers the app {int} to {string} at most {int} time/times")
def expect_of_backend_at_most(status: int, request: str, count: int, stage: Stage) -> None:
    """Once at least: the app asks again after some failures."""
    answers.expect(stage, APP, status, request, at_most=count)


@given("очікувано: сторінка callback відповідає {int}")
@given("ожидаемо: страница callback отвечает {int}")
@given("expected: the callback page answers {int}")
@when("очікувано: сторінка callback відповідає {int}")
@when("ожидаемо: страница callback отвечает {int}")
@when("expected: the callback page answers {int}")
def expect_of_callback(status: int, stage: Stage) -> None:
    """Once; if it doesn't happen, the scenario fails."""
    answers.expect_of_callback(stage, status)


@then("на останній запит {string} бекенд відповідає застосунку {int}")
@then("на последний запрос {string} бэкенд отвечает приложению {int}")
@then("to the last {string} the backend answers the app {int}")
def last_answer(request: str, status: int, stage: Stage) -> None:
    """Whosever app it was."""
    answers.last_answer(stage, status, request)


@then("сторінка callback відповідає {int}")
@then("страница callback отвечает {int}")
@then("the callback page answers {int}")
def callback_answer(status: int, stage: Stage) -> None:
    """When it was opened last."""
    answers.callback_answer(stage, status)


@then("бекенд відповідає застосунку {int} на запит {string} рівно {int} раз/рази/разів")
@then("бэкенд отвечает приложению {int} на запрос {string} ровно {int} раз/раза")
@then("the backend answers the app {int} to {string} exactly {int} time/times")
def backend_answers(status: int, request: str, count: int, stage: Stage) -> None:
    """In the whole scenario."""
    answers.answers(stage, APP, status, count, word=request)


@then("amoCRM відповідає бекенду {int} рівно {int} раз/рази/разів")
@then("amoCRM отвечает бэкенду {int} ровно {int} раз/раза")
@then("amoCRM answers the backend {int} exactly {int} time/times")
def crm_answers(status: int, count: int, stage: Stage) -> None:
    """In the whole scenario, to whatever it was asked."""
    answers.answers(stage, CRM, status, count)


@then("amoCRM відповідає бекенду {int} на запит {string} рівно {int} раз/рази/разів")
@then("amoCRM отвечает бэкенду {int} на запрос {string} ровно {int} раз/раза")
@then("amoCRM answers the backend {int} to {string} exactly {int} time/times")
def crm_answers_to(status: int, request: str, count: int, stage: Stage) -> None:
    """In the whole scenario."""
    answers.answers(stage, CRM, status, count, word=request)


@then("жодна відповідь не має статусу {int}")
@then("ни один ответ не имеет статуса {int}")
@then("no answer is {int}")
def no_answer(status: int, stage: Stage) -> None:
    """From nobody to nobody; and something must have been asked."""
    answers.no_answer(stage, status)
