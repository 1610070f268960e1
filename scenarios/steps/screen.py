"""Sentences about what people see in the app."""

from harness.gherkin.expressions import then
from harness.ports import Stage
from scenarios.outcomes import screen


@then("{word} бачить, що amoCRM підключено")
@then("{word} видит, что amoCRM подключён")
@then("{word} sees that amoCRM is connected")
def sees_connected(name: str, stage: Stage) -> None:
    """The CRM tab's badge."""
    screen.connected(stage, stage.person(name))


@then("{word} бачить, що amoCRM не підключено")
@then("{word} видит, что amoCRM не подключён")
@then("{word} sees that amoCRM is not connected")
def sees_not_connected(name: str, stage: Stage) -> None:
    """The CRM tab's offer to connect."""
    screen.not_connected(stage, stage.person(name))


@then("{word} бачить ліди свого акаунта")
@then("{word} видит лиды своего аккаунта")
@then("{word} sees the leads of their account")
def sees_own_leads(name: str, stage: Stage) -> None:
    """All of them, each once, and nobody else's."""
    screen.own_leads(stage, stage.person(name))


@then("{word} бачить {int} лід/ліди/лідів")
@then("{word} видит {int} лид/лида/лидов")
@then("{word} sees {int} lead(s)")
def sees_count(name: str, count: int, stage: Stage) -> None:
    """How many cards the list has."""
    screen.lead_count(stage, stage.person(name), count)


@then("{word} не бачить жодного ліда")
@then("{word} не видит ни одного лида")
@then("{word} sees no leads")
def sees_no_leads(name: str, stage: Stage) -> None:
    """The list is loaded and empty."""
    screen.no_leads(stage, stage.person(name))


@then("{word} бачить помилку підключення")
@then("{word} видит ошибку подключения")
@then("{word} sees the connection error")
def sees_connection_error(name: str, stage: Stage) -> None:
    """The callback screen's error."""
    screen.connection_error(stage, stage.person(name))


@then("{word} бачить картку ліда {string}")
@then("{word} видит карточку лида {string}")
@then("{word} sees the card of the lead {string}")
def sees_lead(name: str, lead: str, stage: Stage) -> None:
    """The screen of one lead."""
    screen.lead_card(stage, stage.person(name), lead)
