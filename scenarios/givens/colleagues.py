"""People who share an account of amoCRM."""

from harness.ports import Person, Stage
from scenarios.givens.accounts import refuse_second
from scenarios.journeys.connect import account_of


def colleague(stage: Stage, person: Person, owner: Person, *, is_admin: bool, sees_own_only: bool = False) -> None:
    """Somebody new in the owner's account, who signs in there as themselves."""
    refuse_second(stage, person)
    person.account = stage.crm.add_user(
        account_of(stage, owner), name=person.name, is_admin=is_admin, sees_own_only=sees_own_only
    )
    person.waited = owner.waited
    stage.cast.account_known(person)
