"""Sentences about what happens to leads in amoCRM itself, behind the integration's back."""

from collections.abc import Sequence

from harness.gherkin.expressions import given, when
from harness.gherkin.tables import Row, table
from harness.ports import LeadDraft, Stage
from scenarios.givens.accounts import leads_table
from scenarios.journeys import leads
from scenarios.lead_columns import LEADS


@given("{word} отримує в amoCRM лід {string} з бюджетом {int}")
@given("{word} получает в amoCRM лид {string} с бюджетом {int}")
@given("{word} gets the lead {string} with the price {int} in amoCRM")
@when("{word} отримує в amoCRM лід {string} з бюджетом {int}")
@when("{word} получает в amoCRM лид {string} с бюджетом {int}")
@when("{word} gets the lead {string} with the price {int} in amoCRM")
def gets_lead(name: str, lead: str, price: int, stage: Stage) -> None:
    """A new lead appears in the first stage of the pipeline."""
    leads.add(stage, stage.person(name), [LeadDraft(lead, price)])


@given("{word} отримує в amoCRM ще {int} лід/ліди/лідів")
@given("{word} получает в amoCRM ещё {int} лид/лида/лидов")
@given("{word} gets {int} more lead/leads in amoCRM")
@when("{word} отримує в amoCRM ще {int} лід/ліди/лідів")
@when("{word} получает в amoCRM ещё {int} лид/лида/лидов")
@when("{word} gets {int} more lead/leads in amoCRM")
def gets_more_leads(name: str, count: int, stage: Stage) -> None:
    """As many more leads as wanted, with made-up names."""
    leads.add_many(stage, stage.person(name), count)


@given("{word} отримує в amoCRM ліди:")
@given("{word} получает в amoCRM лиды:")
@given("{word} gets the leads in amoCRM:")
@when("{word} отримує в amoCRM ліди:")
@when("{word} получает в amoCRM лиды:")
@when("{word} gets the leads in amoCRM:")
@table(LEADS)
def gets_leads(name: str, stage: Stage, datatable: Sequence[Row]) -> None:
    """New leads with all that a table can say: name, price, contact, phone."""
    leads.add(stage, stage.person(name), leads_table(datatable))


@given("{word} змінює в amoCRM бюджет ліда {string} на {int}")
@given("{word} меняет в amoCRM бюджет лида {string} на {int}")
@given("{word} changes the price of the lead {string} to {int} in amoCRM")
@when("{word} змінює в amoCRM бюджет ліда {string} на {int}")
@when("{word} меняет в amoCRM бюджет лида {string} на {int}")
@when("{word} changes the price of the lead {string} to {int} in amoCRM")
def changes_price(name: str, lead: str, price: int, stage: Stage) -> None:
    """A lead gets another price."""
    leads.change_price(stage, stage.person(name), lead, price)


@given("{word} змінює в amoCRM назву ліда {string} на {string}")
@given("{word} меняет в amoCRM название лида {string} на {string}")
@given("{word} changes the name of the lead {string} to {string} in amoCRM")
@when("{word} змінює в amoCRM назву ліда {string} на {string}")
@when("{word} меняет в amoCRM название лида {string} на {string}")
@when("{word} changes the name of the lead {string} to {string} in amoCRM")
def renames_lead(name: str, lead: str, new_name: str, stage: Stage) -> None:
    """A lead gets another name."""
    leads.rename(stage, stage.person(name), lead, new_name)


@given("{word} переводить в amoCRM лід {string} на етап {string}")
@given("{word} переводит в amoCRM лид {string} на этап {string}")
@given("{word} moves the lead {string} to the stage {string} in amoCRM")
@when("{word} переводить в amoCRM лід {string} на етап {string}")
@when("{word} переводит в amoCRM лид {string} на этап {string}")
@when("{word} moves the lead {string} to the stage {string} in amoCRM")
def moves_lead(name: str, lead: str, to_stage: str, stage: Stage) -> None:
    """A lead goes to another stage of its pipeline; stages are called as the account's language has them."""
    leads.move(stage, stage.person(name), lead, to_stage)


@given("{word} додає в amoCRM до ліда {string} контакт {string}")
@given("{word} добавляет в amoCRM к лиду {string} контакт {string}")
@given("{word} adds to the lead {string} the contact {string} in amoCRM")
@when("{word} додає в amoCRM до ліда {string} контакт {string}")
@when("{word} добавляет в amoCRM к лиду {string} контакт {string}")
@when("{word} adds to the lead {string} the contact {string} in amoCRM")
def adds_contact(name: str, lead: str, contact: str, stage: Stage) -> None:
    """One more contact of a lead; the main contact stays the first one."""
    leads.add_contact(stage, stage.person(name), lead, contact)


@given("{word} видаляє в amoCRM лід {string}")
@given("{word} удаляет в amoCRM лид {string}")
@given("{word} deletes the lead {string} in amoCRM")
@when("{word} видаляє в amoCRM лід {string}")
@when("{word} удаляет в amoCRM лид {string}")
@when("{word} deletes the lead {string} in amoCRM")
def deletes_lead(name: str, lead: str, stage: Stage) -> None:
    """A lead goes to amoCRM's trash."""
    leads.delete(stage, stage.person(name), lead)
