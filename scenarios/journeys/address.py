"""An account of amoCRM gets another address."""

from dataclasses import replace

from harness.ports import Account, Person, Refusal, Stage
from scenarios.journeys.connect import account_of


def change_address(stage: Stage, person: Person) -> None:
    """As an administrator does in the settings of the account; colleagues find it at the new address, too.

    A backend learns of it by being refused: once by the API, with a token that nobody knows at the old address, and
    once by the token endpoint, which isn't there any more.
    """
    old = account_of(stage, person)
    new = stage.crm.rename(old)

    def moved(account: Account | None) -> Account | None:
        if account is None or account.subdomain != old.subdomain:
            return account
        return replace(account, subdomain=new.subdomain, host=new.host)

    for each in stage.people.values():
        each.account, each.signed_in_to = moved(each.account), moved(each.signed_in_to)
        each.put_away[:] = [(client, browser, moved(account)) for client, browser, account in each.put_away]
        for account in (each.account, each.signed_in_to):
            if account is not None and account.subdomain == new.subdomain:
                stage.cast.account_known(each, account)
                stage.expect(Refusal("backend", "api", (401, 404), at_least=0))
                stage.expect(Refusal("backend", "token", (404,), at_least=0))
