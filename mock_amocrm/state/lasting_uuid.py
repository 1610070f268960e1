"""UUIDs that nobody stores: the same for the same thing of the same account, always."""

import uuid

from mock_amocrm.state.account import Account

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "mock-amocrm")


def lasting_uuid(account: Account, purpose: str) -> str:
    """The UUID of a purpose in an account; renaming the account changes nothing."""
    return str(uuid.uuid5(SPACE, f"{account.id}/{purpose}"))
