"""Sentences about accounts that come with people, stages and leads of their own."""

from harness.gherkin.expressions import given
from harness.ports import Stage
from scenarios.givens import worlds


@given("{word} має акаунт amoCRM зі світу {string}")
@given("{word} имеет аккаунт amoCRM из мира {string}")
@given("{word} has an amoCRM account of the world {string}")
def account_of_world(name: str, world: str, stage: Stage) -> None:
    """Worlds are what accounts are made from: `empty`, `demo`, `agency`, `realty`."""
    worlds.account_of_world(stage, stage.person(name), world)


@given("{word} має акаунт amoCRM зі світу {string}, у якому {int} лід/ліди/лідів")
@given("{word} имеет аккаунт amoCRM из мира {string}, в котором {int} лид/лида/лидов")
@given("{word} has an amoCRM account of the world {string} with {int} lead/leads")
def account_of_world_with_leads(name: str, world: str, count: int, stage: Stage) -> None:
    """The world's people and stages, and as many of its leads as wanted."""
    worlds.account_of_world(stage, stage.person(name), world, leads=count)


@given("мова нових акаунтів amoCRM: {string}")
@given("язык новых аккаунтов amoCRM: {string}")
@given("the language of new amoCRM accounts is {string}")
def accounts_speak(language: str, stage: Stage) -> None:
    """Of accounts that are given after this sentence; otherwise they speak the language of the feature."""
    worlds.speak(stage, language)
