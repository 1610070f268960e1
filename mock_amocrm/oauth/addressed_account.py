"""Whether a token request was sent to the right place: the account's own host, or a bare address."""

from mock_amocrm.hosts import HostKind, RequestedHost, account_at
from mock_amocrm.oauth import refusals
from mock_amocrm.problems import problem
from mock_amocrm.state.account import Account
from mock_amocrm.state.store import Store


def refuse_wrong_door(host: RequestedHost) -> None:
    """Tokens are for sale neither at the front door nor on the shared API host."""
    if host.kind is HostKind.FRONT:
        raise refusals.front_door()
    if host.kind is HostKind.SHARED:
        raise problem(404, detail="Account not found")


def refuse_other_account(store: Store, host: RequestedHost, owner: Account) -> None:
    """The host's account and the grant's account are the same; a bare address stands for every account."""
    if host.kind is HostKind.ACCOUNT and account_at(store, host) is not owner:
        raise refusals.invalid_account()
