"""Which accounts somebody may open to an integration."""

from dataclasses import dataclass

from mock_amocrm.hosts import HostKind, RequestedHost, account_at, is_same_product
from mock_amocrm.state.account import Account
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.people import Person, identities
from mock_amocrm.state.store import Store


@dataclass(frozen=True, slots=True)
class Choice:
    """One account to choose, and who the person is in it."""

    account: Account
    who: Person


def addressed(store: Store, host: RequestedHost) -> list[Account]:
    """The accounts that a consent page on this host is about: an account's own, its product's, or every account."""
    if host.kind is HostKind.BARE:
        return store.accounts()
    if host.kind is not HostKind.ACCOUNT:
        return [account for account in store.accounts() if is_same_product(account.domain, host.domain)]
    account = account_at(store, host)
    return [] if account is None else [account]


def choices(accounts: list[Account], integration: Integration, *, email: str) -> list[Choice]:
    """Only an administrator installs; where the integration is installed, every user may grant for themselves.

    A private or external integration has one account only.
    """
    return [
        Choice(account, who)
        for account, who in identities(accounts, email)
        if integration.account_id in (None, account.id)
        and (who.is_admin or integration.client_id in account.grants.installed)
    ]
