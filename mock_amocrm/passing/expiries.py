"""What ran out while time moved: the codes and tokens of an account that died of age, oldest first."""

from collections.abc import Iterator

from mock_amocrm.passing.fired import Fired
from mock_amocrm.redaction import fingerprint
from mock_amocrm.state.account import Account


def expired(account: Account, *, after: int, until: int) -> list[Fired]:
    """What expired in the half-open time after `after`, up to and including `until`."""
    return sorted((each for each in _all(account) if after < each.at <= until), key=lambda each: each.at)


def _all(account: Account) -> Iterator[Fired]:
    grants, name = account.grants, account.subdomain

    def ran_out(at: int, what: str, client_id: str, mark: str) -> Fired:
        return Fired(at=at, what=what, account=name, integration=client_id, fingerprint=mark)

    for code in list(grants.codes.values()):
        if code.spent_at is None:
            yield ran_out(code.expires_at, "code_expired", code.client_id, fingerprint(code.value))
    for access in list(grants.access_tokens.values()):
        if access.revoked_at is None:
            yield ran_out(access.expires_at, "access_token_expired", access.client_id, access.fingerprint)
    for refresh in list(grants.refresh_tokens.values()):
        if refresh.revoked_at is None:
            yield ran_out(refresh.expires_at, "refresh_token_expired", refresh.client_id, fingerprint(refresh.value))
