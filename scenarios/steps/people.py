"""Sentences about people who share an account of amoCRM."""

from harness.gherkin.expressions import given
from harness.ports import Stage
from scenarios.givens.colleagues import colleague
from scenarios.outcomes.people import witness


@given("{word} працює в акаунті amoCRM, яким володіє {word}, без прав адміністратора")
@given("{word} работает в аккаунте amoCRM, которым владеет {word}, без прав администратора")
@given("{word} works in the amoCRM account that {word} has, without administrator rights")
def is_colleague(name: str, owner: str, stage: Stage) -> None:
    """Such a user may allow an integration only where an administrator has done so before."""
    colleague(stage, stage.person(name), witness(stage, owner), is_admin=False)


@given("{word} працює в акаунті amoCRM, яким володіє {word}, і бачить там лише свої ліди")
@given("{word} работает в аккаунте amoCRM, которым владеет {word}, и видит там только свои лиды")
@given("{word} works in the amoCRM account that {word} has, and sees only their own leads there")
def is_narrow_colleague(name: str, owner: str, stage: Stage) -> None:
    """Without administrator rights, and with the right to view the leads that they are responsible for."""
    colleague(stage, stage.person(name), witness(stage, owner), is_admin=False, sees_own_only=True)


@given("{word} працює в акаунті amoCRM, яким володіє {word}, з правами адміністратора")
@given("{word} работает в аккаунте amoCRM, которым владеет {word}, с правами администратора")
@given("{word} works in the amoCRM account that {word} has, with administrator rights")
def is_fellow_administrator(name: str, owner: str, stage: Stage) -> None:
    """A second administrator, whose consent stands beside the first one's."""
    colleague(stage, stage.person(name), witness(stage, owner), is_admin=True)
