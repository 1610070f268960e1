"""Sentences about what passed between app, backend and amoCRM."""

from harness.gherkin.expressions import then
from harness.ports import Stage
from scenarios.outcomes import wire
from scenarios.outcomes.people import witness


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


@then("жодного коду не обміняно")
@then("ни один код не обменян")
@then("no code is redeemed")
def never_redeemed(stage: Stage) -> None:
    """The token endpoint saw no code."""
    wire.never_redeemed(stage)


@then("обміняно {int} код/коди/кодів")
@then("обменян/обменяно {int} код/кода/кодов")
@then("{int} code/codes is/are redeemed")
def redeemed_times(count: int, stage: Stage) -> None:
    """With success."""
    wire.redeemed_times(stage, count)


@then("amoCRM відмовляє в обміні коду з підказкою {string}")
@then("amoCRM отказывает в обмене кода с подсказкой {string}")
@then("amoCRM refuses the code with the hint {string}")
def code_refused(hint: str, stage: Stage) -> None:
    """The whole hint, or detail, of the token endpoint's error body."""
    wire.refused_with(stage, hint)


@then("бекенд оновлює токен рівно один раз")
@then("бэкенд обновляет токен ровно один раз")
@then("the backend refreshes its token exactly once")
def refreshed_once(stage: Stage) -> None:
    """With the refresh grant, accepted by amoCRM."""
    wire.refreshed_once(stage)


@then("бекенд оновлює токен рівно {int} раз/рази/разів")
@then("бэкенд обновляет токен ровно {int} раз/раза")
@then("the backend refreshes its token exactly {int} time/times")
def refreshed_times(count: int, stage: Stage) -> None:
    """With the refresh grant, each time accepted by amoCRM."""
    wire.refreshed_times(stage, count)


@then("бекенд не оновлює токен")
@then("бэкенд не обновляет токен")
@then("the backend does not refresh its token")
def never_refreshed(stage: Stage) -> None:
    """Nobody came with the refresh grant."""
    wire.refreshed_times(stage, 0)


@then("після повернення застосунок, яким користується {word}, запитує статус")
@then("после возврата приложение, которым пользуется {word}, запрашивает статус")
@then("after the return the app that {word} uses asks for the status")
def status_asked(name: str, stage: Stage) -> None:
    """A status request follows the return."""
    wire.status_asked_after_return(stage, witness(stage, name))


@then("після повернення застосунок, яким користується {word}, запитує статус рівно {int} раз/рази/разів")
@then("после возврата приложение, которым пользуется {word}, запрашивает статус ровно {int} раз/раза")
@then("after the return the app that {word} uses asks for the status exactly {int} time/times")
def status_asked_times(name: str, count: int, stage: Stage) -> None:
    """Counted from the last return."""
    wire.status_asked_times(stage, witness(stage, name), count)


@then("після повернення застосунок, яким користується {word}, запитує ліди")
@then("после возврата приложение, которым пользуется {word}, запрашивает лиды")
@then("after the return the app that {word} uses asks for the leads")
def leads_asked(name: str, stage: Stage) -> None:
    """A request for the list follows the return."""
    wire.leads_asked_after_return(stage, witness(stage, name))


@then("бекенд запитує ліди в amoCRM рівно {int} раз/рази/разів")
@then("бэкенд запрашивает лиды у amoCRM ровно {int} раз/раза")
@then("the backend asks amoCRM for leads exactly {int} time/times")
def crm_asked_for_leads(count: int, stage: Stage) -> None:
    """Each page of a list is a request of its own."""
    wire.leads_asked_of_crm(stage, count)


@then("бекенд запитує ліди в amoCRM щонайменше {int} раз/рази/разів")
@then("бэкенд запрашивает лиды у amoCRM не меньше {int} раза/раз")
@then("the backend asks amoCRM for leads at least {int} time/times")
def crm_asked_for_leads_at_least(count: int, stage: Stage) -> None:
    """Each page of a list is a request of its own."""
    wire.leads_asked_of_crm_at_least(stage, count)


@then("ніхто не звертається до amoCRM")
@then("никто не обращается к amoCRM")
@then("nobody asks amoCRM for anything")
def nobody_asks_crm(stage: Stage) -> None:
    """No backend, and no browser with a consent page."""
    wire.crm_left_alone(stage)


@then("бекенд не звертається до amoCRM")
@then("бэкенд не обращается к amoCRM")
@then("the backend asks amoCRM for nothing")
def backend_leaves_crm_alone(stage: Stage) -> None:
    """Neither for tokens nor for data; a browser may have been there."""
    wire.backend_leaves_crm_alone(stage)
