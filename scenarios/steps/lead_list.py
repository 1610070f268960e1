"""Sentences about the list of leads on the CRM tab."""

from collections.abc import Sequence

from harness.gherkin.expressions import then
from harness.gherkin.tables import Row, table
from harness.ports import Stage
from scenarios.lead_columns import CARDS
from scenarios.outcomes import leads
from scenarios.outcomes.people import witness


@then("{word} бачить ліди свого акаунта")
@then("{word} видит лиды своего аккаунта")
@then("{word} sees the leads of their account")
def sees_own_leads(name: str, stage: Stage) -> None:
    """All of them, each once, and nobody else's."""
    leads.own_leads(stage, witness(stage, name))


@then("{word} бачить {int} лід/ліди/лідів")
@then("{word} видит {int} лид/лида/лидов")
@then("{word} sees {int} lead/leads")
def sees_count(name: str, count: int, stage: Stage) -> None:
    """How many cards the list has."""
    leads.lead_count(stage, witness(stage, name), count)


@then("{word} бачить щонайменше {int} лід/ліди/лідів")
@then("{word} видит не меньше {int} лида/лидов")
@then("{word} sees at least {int} lead/leads")
def sees_at_least(name: str, count: int, stage: Stage) -> None:
    """So many cards, or more."""
    leads.at_least(stage, witness(stage, name), count)


@then("{word} не бачить жодного ліда")
@then("{word} не видит ни одного лида")
@then("{word} sees no leads")
def sees_no_leads(name: str, stage: Stage) -> None:
    """The list is loaded and empty."""
    leads.no_leads(stage, witness(stage, name))


@then("{word} бачить лід {string}")
@then("{word} видит лид {string}")
@then("{word} sees the lead {string}")
def sees_lead(name: str, lead: str, stage: Stage) -> None:
    """By what its card says, or by amoCRM's name where the card shows the contact's."""
    leads.lead(stage, witness(stage, name), lead)


@then("{word} бачить лід {string} з бюджетом {int}")
@then("{word} видит лид {string} с бюджетом {int}")
@then("{word} sees the lead {string} with the price {int}")
def sees_lead_with_price(name: str, lead: str, price: int, stage: Stage) -> None:
    """A card that shows no price has a price of 0."""
    leads.lead_with_price(stage, witness(stage, name), lead, price)


@then("{word} не бачить ліда {string}")
@then("{word} не видит лида {string}")
@then("{word} does not see the lead {string}")
def sees_not_lead(name: str, lead: str, stage: Stage) -> None:
    """The list is loaded, and it isn't there, whatever its card might say."""
    leads.no_lead(stage, witness(stage, name), lead)


@then("{word} бачить лід {string} першим")
@then("{word} видит лид {string} первым")
@then("{word} sees the lead {string} first")
def sees_first(name: str, lead: str, stage: Stage) -> None:
    """At the top of the list."""
    leads.first(stage, witness(stage, name), lead)


@then("{word} бачить лід {string} останнім")
@then("{word} видит лид {string} последним")
@then("{word} sees the lead {string} last")
def sees_last(name: str, lead: str, stage: Stage) -> None:
    """At the bottom of the list."""
    leads.last(stage, witness(stage, name), lead)


@then("{word} бачить лід {string} вище за лід {string}")
@then("{word} видит лид {string} выше лида {string}")
@then("{word} sees the lead {string} above the lead {string}")
def sees_above(name: str, upper: str, lower: str, stage: Stage) -> None:
    """Others may stand between them."""
    leads.above(stage, witness(stage, name), upper, lower)


@then("{word} бачить лише такі ліди:")
@then("{word} видит только такие лиды:")
@then("{word} sees only these leads:")
@table(CARDS)
def sees_only_these(name: str, stage: Stage, datatable: Sequence[Row]) -> None:
    """Columns: name, price; in whatever order; an empty price is 0."""
    leads.only_these(stage, witness(stage, name), datatable)


@then("{word} бачить ліди саме в такому порядку:")
@then("{word} видит лиды именно в таком порядке:")
@then("{word} sees the leads in this very order:")
@table(CARDS)
def sees_these_in_order(name: str, stage: Stage, datatable: Sequence[Row]) -> None:
    """Columns: name, price; and no other leads; an empty price is 0."""
    leads.these_in_order(stage, witness(stage, name), datatable)
