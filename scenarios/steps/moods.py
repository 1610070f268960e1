"""Sentences about amoCRM's moods; each is so until amoCRM is well again, for the accounts given by then.

A mood that never strikes fails the scenario: the misfortune that it is about didn't happen.
"""

from collections.abc import Sequence

from harness.gherkin.expressions import given, when
from harness.gherkin.tables import Row, table
from harness.ports import Stage
from scenarios.givens import moods as known
from scenarios.journeys import limits, moods


@given("amoCRM перевантажена")
@given("amoCRM перегружена")
@given("amoCRM is overloaded")
@when("amoCRM перевантажена")
@when("amoCRM перегружена")
@when("amoCRM is overloaded")
def is_overloaded(stage: Stage) -> None:
    """It answers 503 to everything that the backend asks, with an HTML page."""
    moods.fall_into(stage, known.OVERLOADED)


@given("amoCRM просить зачекати")
@given("amoCRM просит подождать")
@given("amoCRM asks to wait")
@when("amoCRM просить зачекати")
@when("amoCRM просит подождать")
@when("amoCRM asks to wait")
def asks_to_wait(stage: Stage) -> None:
    """It answers 429 to everything that the backend asks, with Retry-After and no JSON."""
    moods.fall_into(stage, known.WAIT)


@given("amoCRM блокує запити")
@given("amoCRM блокирует запросы")
@given("amoCRM blocks requests")
@when("amoCRM блокує запити")
@when("amoCRM блокирует запросы")
@when("amoCRM blocks requests")
def blocks_requests(stage: Stage) -> None:
    """It answers 403 to everything that the backend asks, with the HTML page of a block."""
    moods.fall_into(stage, known.BLOCKING)


@given("amoCRM вимагає оплати")
@given("amoCRM требует оплаты")
@given("amoCRM demands payment")
@when("amoCRM вимагає оплати")
@when("amoCRM требует оплаты")
@when("amoCRM demands payment")
def demands_payment(stage: Stage) -> None:
    """It answers 402 to everything that the backend asks: the account's subscription is over."""
    moods.fall_into(stage, known.UNPAID)


@given("amoCRM не встигає відповісти")
@given("amoCRM не успевает ответить")
@given("amoCRM answers too late")
@when("amoCRM не встигає відповісти")
@when("amoCRM не успевает ответить")
@when("amoCRM answers too late")
def answers_too_late(stage: Stage) -> None:
    """A gateway answers 504 to everything that the backend asks; nothing takes effect."""
    moods.fall_into(stage, known.TOO_LATE)


@given("amoCRM зламана")
@given("amoCRM сломана")
@given("amoCRM is broken")
@when("amoCRM зламана")
@when("amoCRM сломана")
@when("amoCRM is broken")
def is_broken(stage: Stage) -> None:
    """It answers 500 to everything that the backend asks."""
    moods.fall_into(stage, known.BROKEN)


@given("amoCRM губить відповіді")
@given("amoCRM теряет ответы")
@given("amoCRM loses its answers")
@when("amoCRM губить відповіді")
@when("amoCRM теряет ответы")
@when("amoCRM loses its answers")
def loses_answers(stage: Stage) -> None:
    """Everything that the backend asks takes effect, and a gateway answers 504 in place of the truth."""
    moods.fall_into(stage, known.FORGETFUL)


@given("відповідь amoCRM на запит токена губиться")
@given("ответ amoCRM на запрос токена теряется")
@given("the answer of amoCRM to a token request gets lost")
@when("відповідь amoCRM на запит токена губиться")
@when("ответ amoCRM на запрос токена теряется")
@when("the answer of amoCRM to a token request gets lost")
def loses_token_answer(stage: Stage) -> None:
    """Once: the code or the refresh token is spent, and the backend never sees the tokens."""
    moods.fall_into(stage, known.FORGETFUL, known.TOKEN, times=1)


@given("сторінка згоди amoCRM не відкривається")
@given("страница согласия amoCRM не открывается")
@given("the consent page of amoCRM does not open")
@when("сторінка згоди amoCRM не відкривається")
@when("страница согласия amoCRM не открывается")
@when("the consent page of amoCRM does not open")
def consent_page_is_down(stage: Stage) -> None:
    """The browser gets 503 instead of it."""
    moods.fall_into(stage, known.OVERLOADED, known.CONSENT)


@given("amoCRM відповідає {int} на запити токена")
@given("amoCRM отвечает {int} на запросы токена")
@given("amoCRM answers {int} to token requests")
@when("amoCRM відповідає {int} на запити токена")
@when("amoCRM отвечает {int} на запросы токена")
@when("amoCRM answers {int} to token requests")
def token_requests_answered(status: int, stage: Stage) -> None:
    """Any status, to exchanges of codes and refreshes."""
    moods.fall_into(stage, moods.answering(stage, status), known.TOKEN)


@given("amoCRM відповідає {int} на запити лідів")
@given("amoCRM отвечает {int} на запросы лидов")
@given("amoCRM answers {int} to lead requests")
@when("amoCRM відповідає {int} на запити лідів")
@when("amoCRM отвечает {int} на запросы лидов")
@when("amoCRM answers {int} to lead requests")
def lead_requests_answered(status: int, stage: Stage) -> None:
    """Any status, to lists of leads."""
    moods.fall_into(stage, moods.answering(stage, status), known.LEADS)


@given("amoCRM відповідає {int} на запити API")
@given("amoCRM отвечает {int} на запросы API")
@given("amoCRM answers {int} to API requests")
@when("amoCRM відповідає {int} на запити API")
@when("amoCRM отвечает {int} на запросы API")
@when("amoCRM answers {int} to API requests")
def api_requests_answered(status: int, stage: Stage) -> None:
    """Any status, to everything but token requests."""
    moods.fall_into(stage, moods.answering(stage, status), known.API)


@given("amoCRM відповідає {int} на запити API таким текстом:")
@given("amoCRM отвечает {int} на запросы API таким текстом:")
@given("amoCRM answers {int} to API requests with this text:")
@when("amoCRM відповідає {int} на запити API таким текстом:")
@when("amoCRM отвечает {int} на запросы API таким текстом:")
@when("amoCRM answers {int} to API requests with this text:")
def api_requests_answered_with_text(status: int, stage: Stage, docstring: str) -> None:
    """The very text of the answer, HTML or JSON, to everything but token requests."""
    moods.fall_into(stage, moods.answering(stage, status, body=docstring), known.API)


@given("amoCRM {int} раз/рази/разів відповідає {int} на запит токена")
@given("amoCRM {int} раз/раза отвечает {int} на запрос токена")
@given("{int} time/times amoCRM answers {int} to a token request")
@when("amoCRM {int} раз/рази/разів відповідає {int} на запит токена")
@when("amoCRM {int} раз/раза отвечает {int} на запрос токена")
@when("{int} time/times amoCRM answers {int} to a token request")
def token_request_answered_times(times: int, status: int, stage: Stage) -> None:
    """So often, and then the truth again."""
    moods.fall_into(stage, moods.answering(stage, status), known.TOKEN, times=times)


@given("amoCRM {int} раз/рази/разів відповідає {int} на запит лідів")
@given("amoCRM {int} раз/раза отвечает {int} на запрос лидов")
@given("{int} time/times amoCRM answers {int} to a lead request")
@when("amoCRM {int} раз/рази/разів відповідає {int} на запит лідів")
@when("amoCRM {int} раз/раза отвечает {int} на запрос лидов")
@when("{int} time/times amoCRM answers {int} to a lead request")
def lead_request_answered_times(times: int, status: int, stage: Stage) -> None:
    """So often, and then the truth again."""
    moods.fall_into(stage, moods.answering(stage, status), known.LEADS, times=times)


@given("amoCRM {int} раз/рази/разів відповідає {int} на запит API")
@given("amoCRM {int} раз/раза отвечает {int} на запрос API")
@given("{int} time/times amoCRM answers {int} to an API request")
@when("amoCRM {int} раз/рази/разів відповідає {int} на запит API")
@when("amoCRM {int} раз/раза отвечает {int} на запрос API")
@when("{int} time/times amoCRM answers {int} to an API request")
def api_request_answered_times(times: int, status: int, stage: Stage) -> None:
    """So often, and then the truth again."""
    moods.fall_into(stage, moods.answering(stage, status), known.API, times=times)


@given("amoCRM просить зачекати у форматі JSON")
@given("amoCRM просит подождать в формате JSON")
@given("amoCRM asks to wait in JSON")
@when("amoCRM просить зачекати у форматі JSON")
@when("amoCRM просит подождать в формате JSON")
@when("amoCRM asks to wait in JSON")
def asks_to_wait_in_json(stage: Stage) -> None:
    """It answers 429 to everything that the backend asks, as it is documented: in JSON, and with Retry-After."""
    moods.fall_into(stage, known.WAIT_IN_JSON)


@given("шлюз amoCRM не працює")
@given("шлюз amoCRM не работает")
@given("the gateway of amoCRM is down")
@when("шлюз amoCRM не працює")
@when("шлюз amoCRM не работает")
@when("the gateway of amoCRM is down")
def gateway_is_down(stage: Stage) -> None:
    """It answers 502 to everything that the backend asks, with an HTML page."""
    moods.fall_into(stage, known.GATEWAY_DOWN)


@given("amoCRM відповідає через {int} секунду/секунди/секунд")
@given("amoCRM отвечает через {int} секунду/секунды/секунд")
@given("amoCRM answers after {int} second/seconds")
@when("amoCRM відповідає через {int} секунду/секунди/секунд")
@when("amoCRM отвечает через {int} секунду/секунды/секунд")
@when("amoCRM answers after {int} second/seconds")
def answers_after(seconds: int, stage: Stage) -> None:
    """Everything that the backend asks takes effect at once, and is answered so late; the waiting is real."""
    moods.fall_into(stage, moods.late(stage, known.SLOW, seconds))


@given("amoCRM віддає відповідь по краплі {int} секунду/секунди/секунд")
@given("amoCRM отдаёт ответ по капле {int} секунду/секунды/секунд")
@given("amoCRM lets its answer drip for {int} second/seconds")
@when("amoCRM віддає відповідь по краплі {int} секунду/секунди/секунд")
@when("amoCRM отдаёт ответ по капле {int} секунду/секунды/секунд")
@when("amoCRM lets its answer drip for {int} second/seconds")
def answers_drip(seconds: int, stage: Stage) -> None:
    """Every answer to the backend comes in drops and is complete after so long; the waiting is real."""
    moods.fall_into(stage, moods.late(stage, known.DRIPPING, seconds))


@given("amoCRM обриває відповіді")
@given("amoCRM обрывает ответы")
@given("amoCRM cuts its answers off")
@when("amoCRM обриває відповіді")
@when("amoCRM обрывает ответы")
@when("amoCRM cuts its answers off")
def cuts_answers_off(stage: Stage) -> None:
    """Everything that the backend asks takes effect, and half of each answer arrives."""
    moods.fall_into(stage, known.CUTTING)


@given("amoCRM обриває запити без відповіді")
@given("amoCRM обрывает запросы без ответа")
@given("amoCRM drops requests without an answer")
@when("amoCRM обриває запити без відповіді")
@when("amoCRM обрывает запросы без ответа")
@when("amoCRM drops requests without an answer")
def drops_requests(stage: Stage) -> None:
    """The connection is reset whenever the backend asks, and nothing takes effect."""
    moods.fall_into(stage, known.DROPPING)


@given("amoCRM обмежує запити")
@given("amoCRM ограничивает запросы")
@given("amoCRM limits requests")
@when("amoCRM обмежує запити")
@when("amoCRM ограничивает запросы")
@when("amoCRM limits requests")
def limits_requests(stage: Stage) -> None:
    """As the real one does: 7 a second, 429 beyond. A rule that the backend may keep to: nothing has to be refused."""
    limits.limit(stage)


@given("amoCRM приймає щонайбільше {int} запит/запити/запитів на секунду")
@given("amoCRM принимает не больше {int} запрос/запроса/запросов в секунду")
@given("amoCRM takes at most {int} request/requests a second")
@when("amoCRM приймає щонайбільше {int} запит/запити/запитів на секунду")
@when("amoCRM принимает не больше {int} запрос/запроса/запросов в секунду")
@when("amoCRM takes at most {int} request/requests a second")
def takes_at_most(count: int, stage: Stage) -> None:
    """429 beyond. A rule that the backend may keep to: nothing has to be refused."""
    limits.limit(stage, count)


@given("amoCRM приймає {int} запит/запити/запитів на секунду, а після {int} відмови/відмов блокує акаунт")
@given("amoCRM принимает {int} запрос/запроса/запросов в секунду, а после {int} отказа/отказов блокирует аккаунт")
@given("amoCRM takes {int} request/requests a second, and blocks the account after {int} refusal/refusals")
@when("amoCRM приймає {int} запит/запити/запитів на секунду, а після {int} відмови/відмов блокує акаунт")
@when("amoCRM принимает {int} запрос/запроса/запросов в секунду, а после {int} отказа/отказов блокирует аккаунт")
@when("amoCRM takes {int} request/requests a second, and blocks the account after {int} refusal/refusals")
def blocks_after(count: int, refusals: int, stage: Stage) -> None:
    """429 beyond, and at last 403 to everything, which has to happen; it holds until amoCRM is well again."""
    limits.limit(stage, count, block_after=refusals)


@given("amoCRM блокує акаунт")
@given("amoCRM блокирует аккаунт")
@given("amoCRM blocks the account")
@when("amoCRM блокує акаунт")
@when("amoCRM блокирует аккаунт")
@when("amoCRM blocks the account")
def blocks_account(stage: Stage) -> None:
    """It answers 403 with an HTML page to everything but browsers, token requests too, until it is well again."""
    limits.block(stage)


@given("amoCRM пускає лише знайомі адреси")
@given("amoCRM пускает только знакомые адреса")
@given("amoCRM lets only known addresses in")
@when("amoCRM пускає лише знайомі адреси")
@when("amoCRM пускает только знакомые адреса")
@when("amoCRM lets only known addresses in")
def lets_known_addresses_in(stage: Stage) -> None:
    """The account lists addresses, and the backend's isn't there: its API answers 403 with code 113."""
    limits.let_only_known_in(stage)


@given("amoCRM поводиться так:")
@given("amoCRM ведёт себя так:")
@given("amoCRM behaves like this:")
@when("amoCRM поводиться так:")
@when("amoCRM ведёт себя так:")
@when("amoCRM behaves like this:")
@table(known.COLUMNS)
def behaves(stage: Stage, datatable: Sequence[Row]) -> None:
    """Columns: mood (or a status), requests (all, token, leads, API, consent page), whose account, and how often.

    That is times, skip (so many are spared first), percent (of them; the same ones in each run), minutes (of the
    account's time); and seconds, which the answers take.
    """
    moods.fall_into_each(stage, datatable)


@given("amoCRM знову в нормі")
@given("amoCRM снова в норме")
@given("amoCRM is well again")
@when("amoCRM знову в нормі")
@when("amoCRM снова в норме")
@when("amoCRM is well again")
def is_well_again(stage: Stage) -> None:
    """Every mood ends, those of counted answers too."""
    moods.recover(stage)


@given("{word} вимикає інтеграцію в amoCRM")
@given("{word} выключает интеграцию в amoCRM")
@given("{word} switches the integration off in amoCRM")
@when("{word} вимикає інтеграцію в amoCRM")
@when("{word} выключает интеграцию в amoCRM")
@when("{word} switches the integration off in amoCRM")
def switches_integration_off(name: str, stage: Stage) -> None:
    """An administrator disables it in the account: its codes and tokens die, until somebody connects again."""
    moods.switch_off(stage, stage.person(name))
