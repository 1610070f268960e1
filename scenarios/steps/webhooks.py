"""Sentences about webhooks: amoCRM tells the backend what becomes of leads, and tries again where that fails."""

from harness.gherkin.expressions import given, then, when
from harness.ports import Hindrance, Stage
from scenarios.journeys import webhooks
from scenarios.outcomes import webhooks as outcomes
from scenarios.outcomes.people import witness


@given("{word} налаштовує в amoCRM вебхуки для бекенда")
@given("{word} настраивает в amoCRM вебхуки для бэкенда")
@given("{word} sets up webhooks to the backend in amoCRM")
@when("{word} налаштовує в amoCRM вебхуки для бекенда")
@when("{word} настраивает в amoCRM вебхуки для бэкенда")
@when("{word} sets up webhooks to the backend in amoCRM")
def sets_up(name: str, stage: Stage) -> None:
    """By hand, for everything that becomes of leads; a new stage is told twice, as a stage and as a change.

    Where webhooks go is the setting `webhook` of `[backend]`. What later changes in amoCRM has been told once, as far
    as the backend took it, when the step that changes it ends.
    """
    webhooks.set_up(stage, stage.person(name))


@given("{word} налаштовує в amoCRM для бекенда вебхуки {string}")
@given("{word} настраивает в amoCRM для бэкенда вебхуки {string}")
@given("{word} sets up the webhooks {string} to the backend in amoCRM")
@when("{word} налаштовує в amoCRM для бекенда вебхуки {string}")
@when("{word} настраивает в amoCRM для бэкенда вебхуки {string}")
@when("{word} sets up the webhooks {string} to the backend in amoCRM")
def sets_up_for(name: str, events: str, stage: Stage) -> None:
    """By amoCRM's codes, separated by commas: add_lead, status_lead, note_contact, …"""
    webhooks.set_up_for(stage, stage.person(name), events)


@given("amoCRM доставляє вебхуки")
@given("amoCRM доставляет вебхуки")
@given("amoCRM delivers the webhooks")
@when("amoCRM доставляє вебхуки")
@when("amoCRM доставляет вебхуки")
@when("amoCRM delivers the webhooks")
def delivers(stage: Stage) -> None:
    """Each has been sent once by now, and there is one; what failed is sent again when time passes."""
    webhooks.deliver(stage)


@given("бекенд недоступний для вебхуків")
@given("бэкенд недоступен для вебхуков")
@given("the backend is unreachable for webhooks")
@when("бекенд недоступний для вебхуків")
@when("бэкенд недоступен для вебхуков")
@when("the backend is unreachable for webhooks")
def is_unreachable(stage: Stage) -> None:
    """Until it is reachable again amoCRM gets no answer; the app and amoCRM's API have nothing to do with that."""
    webhooks.hinder(stage, Hindrance(status=0, times=None))


@given("бекенд знову доступний для вебхуків")
@given("бэкенд снова доступен для вебхуков")
@given("the backend is reachable for webhooks again")
@when("бекенд знову доступний для вебхуків")
@when("бэкенд снова доступен для вебхуков")
@when("the backend is reachable for webhooks again")
def is_reachable(stage: Stage) -> None:
    """What is sent from now on arrives; what was missed comes when amoCRM tries again."""
    webhooks.clear_the_way(stage)


@given("amoCRM {int} раз/рази/разів отримує {int} у відповідь на вебхук")
@given("amoCRM {int} раз/раза получает {int} в ответ на вебхук")
@given("{int} time/times amoCRM gets {int} in answer to a webhook")
@when("amoCRM {int} раз/рази/разів отримує {int} у відповідь на вебхук")
@when("amoCRM {int} раз/раза получает {int} в ответ на вебхук")
@when("{int} time/times amoCRM gets {int} in answer to a webhook")
def gets_answer(times: int, status: int, stage: Stage) -> None:
    """From something before the backend, which hears nothing of it: a gateway, a deployment."""
    webhooks.hinder(stage, Hindrance(status=status, times=times))


@given("відповідь бекенда на вебхук губиться")
@given("ответ бэкенда на вебхук теряется")
@given("the answer of the backend to a webhook gets lost")
@when("відповідь бекенда на вебхук губиться")
@when("ответ бэкенда на вебхук теряется")
@when("the answer of the backend to a webhook gets lost")
def loses_answer(stage: Stage) -> None:
    """Once: the backend has done its work, and amoCRM, which doesn't know, sends the webhook again."""
    webhooks.hinder(stage, Hindrance(status=0, reaches=True))


@then("amoCRM доставляє бекенду {int} вебхук/вебхуки/вебхуків")
@then("amoCRM доставляет бэкенду {int} вебхук/вебхука/вебхуков")
@then("amoCRM delivers {int} webhook/webhooks to the backend")
def delivered_times(count: int, stage: Stage) -> None:
    """In the whole scenario: so many were answered with 100 to 299 by the backend itself."""
    outcomes.delivered_times(stage, count)


@then("amoCRM доставляє кожен вебхук з першої спроби")
@then("amoCRM доставляет каждый вебхук с первой попытки")
@then("amoCRM delivers each webhook at the first attempt")
def delivered_at_once(stage: Stage) -> None:
    """The backend has answered each with 100 to 299, within two seconds."""
    outcomes.delivered_at_once(stage)


@then("amoCRM доставляє вебхук через {int} хвилину/хвилини/хвилин")
@then("amoCRM доставляет вебхук через {int} минуту/минуты/минут")
@then("amoCRM delivers the webhook after {int} minute/minutes")
def delivered_after(minutes: int, stage: Stage) -> None:
    """From the first attempt to the one that arrived, by amoCRM's time; that of the webhook which arrived last."""
    outcomes.delivered_after(stage, minutes)


@then("amoCRM повторює вебхук {int} раз/рази/разів")
@then("amoCRM повторяет вебхук {int} раз/раза")
@then("amoCRM repeats the webhook {int} time/times")
def repeated_times(count: int, stage: Stage) -> None:
    """After 5 and 15 minutes; after an answer of 499 or 5xx also after 15 and 60 more. 0 is never."""
    outcomes.repeated_times(stage, count)


@then("{word} бачить в amoCRM, що вебхуки увімкнено")
@then("{word} видит в amoCRM, что вебхуки включены")
@then("{word} sees in amoCRM that the webhooks are on")
def is_on(name: str, stage: Stage) -> None:
    """They have been set up, and amoCRM goes on sending them."""
    outcomes.is_listened_to(stage, witness(stage, name))


@then("{word} бачить в amoCRM, що вебхуки вимкнено")
@then("{word} видит в amoCRM, что вебхуки выключены")
@then("{word} sees in amoCRM that the webhooks are switched off")
def is_off(name: str, stage: Stage) -> None:
    """More than a hundred wrong answers within two hours, and amoCRM sends them no more."""
    outcomes.is_switched_off(stage, witness(stage, name))
