"""Sentences about the screens that people see in the app."""

from harness.gherkin.expressions import then
from harness.ports import Stage
from scenarios.outcomes import lead_screen, screen
from scenarios.outcomes.people import witness


@then("{word} бачить, що amoCRM підключено")
@then("{word} видит, что amoCRM подключена/подключён")
@then("{word} sees that amoCRM is connected")
def sees_connected(name: str, stage: Stage) -> None:
    """The CRM tab's badge."""
    screen.connected(stage, witness(stage, name))


@then("{word} бачить, що amoCRM не підключено")
@then("{word} видит, что amoCRM не подключена/подключён")
@then("{word} sees that amoCRM is not connected")
def sees_not_connected(name: str, stage: Stage) -> None:
    """The CRM tab's offer to connect, after a status that says no."""
    screen.not_connected(stage, witness(stage, name))


@then("{word} бачить пропозицію підключити amoCRM")
@then("{word} видит предложение подключить amoCRM")
@then("{word} sees the offer to connect amoCRM")
def sees_offer(name: str, stage: Stage) -> None:
    """Whether the status said no or could not be loaded."""
    screen.offer_to_connect(stage, witness(stage, name))


@then("{word} бачить, що підключення не вдалося перевірити")
@then("{word} видит, что подключение не удалось проверить")
@then("{word} sees that the connection could not be checked")
def sees_status_unknown(name: str, stage: Stage) -> None:
    """The status could not be loaded, and the CRM tab says so."""
    screen.status_unknown(stage, witness(stage, name))


@then("{word} після повернення жодного разу не бачить пропозиції підключити amoCRM")
@then("{word} после возврата ни разу не видит предложения подключить amoCRM")
@then("{word} never sees the offer to connect amoCRM after the return")
def never_sees_offer(name: str, stage: Stage) -> None:
    """Not even for the moment before the first answer."""
    screen.never_offered_after_return(stage, witness(stage, name))


@then("{word} бачить екран входу")
@then("{word} видит экран входа")
@then("{word} sees the sign-in screen")
def sees_sign_in(name: str, stage: Stage) -> None:
    """The app doesn't know who it is."""
    screen.sign_in(stage, witness(stage, name))


@then("{word} бачить головний екран")
@then("{word} видит главный экран")
@then("{word} sees the home screen")
def sees_home(name: str, stage: Stage) -> None:
    """Signed in, with the CRM tab not open yet."""
    screen.home(stage, witness(stage, name))


@then("{word} після повернення бачить екран успішного підключення")
@then("{word} после возврата видит экран успешного подключения")
@then("{word} sees the screen of success after the return")
def sees_success(name: str, stage: Stage) -> None:
    """It was there, if only for a moment."""
    screen.success_after_return(stage, witness(stage, name))


@then("{word} бачить помилку підключення")
@then("{word} видит ошибку подключения")
@then("{word} sees the connection error")
def sees_connection_error(name: str, stage: Stage) -> None:
    """The callback screen's error."""
    screen.connection_error(stage, witness(stage, name))


@then("{word} бачить помилку завантаження лідів")
@then("{word} видит ошибку загрузки лидов")
@then("{word} sees the error of loading the leads")
def sees_leads_error(name: str, stage: Stage) -> None:
    """On the CRM tab, in place of the list."""
    screen.leads_error(stage, witness(stage, name))


@then("{word} бачить помилку завантаження ліда")
@then("{word} видит ошибку загрузки лида")
@then("{word} sees the error of loading a lead")
def sees_lead_error(name: str, stage: Stage) -> None:
    """On the screen of one lead."""
    screen.lead_error(stage, witness(stage, name))


@then("{word} бачить картку ліда {string}")
@then("{word} видит карточку лида {string}")
@then("{word} sees the card of the lead {string}")
def sees_lead_card(name: str, lead: str, stage: Stage) -> None:
    """The screen of one lead."""
    lead_screen.lead_card(stage, witness(stage, name), lead)


@then("{word} бачить у картці бюджет {int}")
@then("{word} видит в карточке бюджет {int}")
@then("{word} sees the price {int} on the card")
def sees_card_price(name: str, price: int, stage: Stage) -> None:
    """On the screen of one lead."""
    lead_screen.price(stage, witness(stage, name), price)


@then("{word} бачить у картці телефон {string}")
@then("{word} видит в карточке телефон {string}")
@then("{word} sees the phone {string} on the card")
def sees_card_phone(name: str, number: str, stage: Stage) -> None:
    """On the screen of one lead; spaces and dashes don't matter."""
    lead_screen.phone(stage, witness(stage, name), number)


@then("{word} не бачить у картці телефону")
@then("{word} не видит в карточке телефона")
@then("{word} sees no phone on the card")
def sees_no_card_phone(name: str, stage: Stage) -> None:
    """The lead has been loaded, and its contact has none."""
    lead_screen.no_phone(stage, witness(stage, name))
