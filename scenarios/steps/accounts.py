"""Sentences about amoCRM accounts."""

from collections.abc import Sequence

from harness.gherkin.expressions import given, when
from harness.gherkin.tables import Row, table
from harness.ports import Stage
from scenarios.givens import accounts
from scenarios.journeys import address
from scenarios.lead_columns import LEADS


@given("{word} має акаунт amoCRM з лідами:")
@given("{word} имеет аккаунт amoCRM с лидами:")
@given("{word} has an amoCRM account with the leads:")
@table(LEADS)
def account_with_leads(name: str, stage: Stage, datatable: Sequence[Row]) -> None:
    """Columns: name, price, contact, phone; their titles in any of the three languages."""
    accounts.account_with(stage, stage.person(name), accounts.leads_table(datatable))


@given("{word} має акаунт amoCRM, у якому {int} лід/ліди/лідів")
@given("{word} имеет аккаунт amoCRM, в котором {int} лид/лида/лидов")
@given("{word} has an amoCRM account with {int} lead/leads")
def account_with_many_leads(name: str, count: int, stage: Stage) -> None:
    """As many leads as wanted, with made-up names."""
    accounts.check_count(stage, count)
    accounts.account_with(stage, stage.person(name), accounts.numbered(count))


@given("{word} має порожній акаунт amoCRM")
@given("{word} имеет пустой аккаунт amoCRM")
@given("{word} has an empty amoCRM account")
def empty_account(name: str, stage: Stage) -> None:
    """No leads at all."""
    accounts.empty_account(stage, stage.person(name))


@given("{word} змінює адресу акаунта amoCRM")
@given("{word} меняет адрес аккаунта amoCRM")
@given("{word} changes the address of the amoCRM account")
@when("{word} змінює адресу акаунта amoCRM")
@when("{word} меняет адрес аккаунта amoCRM")
@when("{word} changes the address of the amoCRM account")
def changes_address(name: str, stage: Stage) -> None:
    """Its subdomain: the old one leads nowhere, and tokens live on at the new one."""
    address.change_address(stage, stage.person(name))
