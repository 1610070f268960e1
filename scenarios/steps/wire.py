"""Sentences about what passed between app, backend and amoCRM."""

from harness.gherkin.expressions import then
from harness.ports import Stage
from scenarios.outcomes import wire


@then("жодного запиту не відхилено")
@then("ни один запрос не отклонён")
@then("no request is refused")
def nothing_refused(stage: Stage) -> None:
    """No 403, and nothing else of 400 or more."""
    wire.nothing_refused(stage)


@then("код обмінює лише бекенд, рівно один раз, ще до повернення в застосунок")
@then("код обменивает только бэкенд, ровно один раз, ещё до возврата в приложение")
@then("the code is redeemed by the backend alone, exactly once, before the return to the app")
def redeemed_once(stage: Stage) -> None:
    """Inside the callback."""
    wire.redeemed_once_by_callback(stage)


@then("застосунок не обмінює код сам")
@then("приложение не обменивает код само")
@then("the app never exchanges a code itself")
def app_never_exchanges(stage: Stage) -> None:
    """No call of exchange-code."""
    wire.app_never_exchanges(stage)


@then("після повернення застосунок, яким користується {word}, запитує статус")
@then("после возврата приложение, которым пользуется {word}, запрашивает статус")
@then("after the return the app that {word} uses asks for the status")
def status_asked(name: str, stage: Stage) -> None:
    """A status request follows the return."""
    wire.status_asked_after_return(stage, stage.person(name))


@then("жодного коду не обміняно")
@then("ни один код не обменян")
@then("no code is redeemed")
def never_redeemed(stage: Stage) -> None:
    """The token endpoint saw no code."""
    wire.never_redeemed(stage)


@then("обміняно {int} код/коди/кодів")
@then("обменян(о) {int} код/кода/кодов")
@then("{int} code(s) is/are redeemed")
def redeemed_times(count: int, stage: Stage) -> None:
    """With success."""
    wire.redeemed_times(stage, count)


@then("amoCRM відмовляє в обміні коду з підказкою {string}")
@then("amoCRM отказывает в обмене кода с подсказкой {string}")
@then("amoCRM refuses the code with the hint {string}")
def code_refused(hint: str, stage: Stage) -> None:
    """The hint of the token endpoint's error body."""
    wire.refused_with(stage, hint)


@then("бекенд оновлює токен рівно один раз")
@then("бэкенд обновляет токен ровно один раз")
@then("the backend refreshes its token exactly once")
def refreshed_once(stage: Stage) -> None:
    """With the refresh grant, accepted by amoCRM."""
    wire.refreshed_once(stage)
