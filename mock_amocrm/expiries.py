"""What ran out while time moved: the codes and tokens of an account that died of age, oldest first."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from mock_amocrm.redaction import fingerprint
from mock_amocrm.state.account import Account


@dataclass(frozen=True, slots=True, order=True)
class Expiry:
    """One code or token that was alive before and is not after."""

    at: int
    what: str
    account: str
    integration: str
    fingerprint: str

    def document(self) -> dict[str, object]:
        """As the control API shows it."""
        return asdict(self)


def expired(account: Account, *, after: int, until: int) -> list[Expiry]:
    """What expired in the half-open time after `after`, up to and including `until`."""
    return sorted(each for each in _all(account) if after < each.at <= until)


def _all(account: Account) -> Iterator[Expiry]:
    grants, name = account.grants, account.subdomain
    for code in list(grants.codes.values()):
        if code.spent_at is None:
            yield Expiry(code.expires_at, "code_expired", name, code.client_id, fingerprint(code.value))
    for access in list(grants.access_tokens.values()):
        if access.revoked_at is None:
            yield Expiry(access.expires_at, "access_token_expired", name, access.client_id, access.fingerprint)
    for refresh in list(grants.refresh_tokens.values()):
        if refresh.revoked_at is None:
            yield Expiry(
                refresh.expires_at, "refresh_token_expired", name, refresh.client_id, fingerprint(refresh.value)
            )
