"""Why somebody may not open any account to an integration."""

from mock_amocrm.state.account import Account
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.people import identities
from mock_amocrm.state.store import Store


def why_nobody(store: Store, accounts: list[Account], integration: Integration, *, email: str) -> tuple[str, str]:
    """The key of the page that says so, and the host of the account that it is about."""
    own = [account for account, _ in identities(accounts, email)]
    if integration.account_id is not None and all(account.id != integration.account_id for account in own):
        home = store.account_by_id(integration.account_id)
        return "foreign_account", home.host if home else ""
    off = next((account for account in own if integration.client_id in account.grants.disabled), None)
    return ("no_account", "") if off is None else ("switched_off", off.host)
