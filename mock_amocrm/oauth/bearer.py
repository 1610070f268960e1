"""Who calls the API: the access token of a Bearer header, judged on the account's own clock."""

from dataclasses import dataclass

from mock_amocrm.flavour import flavour_of
from mock_amocrm.hosts import HostKind, RequestedHost, account_at
from mock_amocrm.messages import text
from mock_amocrm.problems import Problem, problem
from mock_amocrm.state.account import Account
from mock_amocrm.state.grants import AccessToken
from mock_amocrm.state.store import Store


@dataclass(frozen=True, slots=True)
class Caller:
    """An authenticated caller of one account."""

    account: Account
    user_id: int
    client_id: str
    scopes: tuple[str, ...]
    jti: str
    is_admin: bool  # full access; otherwise the user's own rights


def authenticate(store: Store, request_host: RequestedHost, authorization_header: str | None) -> Caller:
    """The caller behind an `Authorization` header, or the exact 401; the API is to be had on the right host only."""
    caller = believed(store, authorization_header, host=request_host)
    wrong = {
        HostKind.ACCOUNT: account_at(store, request_host) is not caller.account,
        HostKind.FRONT: True,
        HostKind.SHARED: not flavour_of(request_host.domain).takes_shared_calls,
        HostKind.BARE: False,
    }
    if wrong[request_host.kind]:
        raise unauthorized(caller.account)
    return caller


def believed(store: Store, authorization_header: str | None, *, host: RequestedHost) -> Caller:
    """The caller behind a live access token, wherever it was sent; strangers are answered in the language of the host.

    The signature is not computed again: only a token that this fake issued, byte for byte, is known at all.
    """
    account, access = issued(store, authorization_header)
    if account is None or access is None:
        raise unauthorized(account_at(store, host), domain=host.domain)
    if access.revoked_at is not None or access.expires_at <= account.clock.now():
        raise unauthorized(account)
    if not access.by_admin and not _is_at_work(account, access.user_id):
        # An administrator's grant outlives that user. That others' do not is a guess: they only lend the user's rights.
        raise unauthorized(account)
    return Caller(account, access.user_id, access.client_id, access.scopes, access.jti, access.by_admin)


def issued(store: Store, authorization_header: str | None) -> tuple[Account | None, AccessToken | None]:
    """Whose token this is, alive or not; the account is known even when a restore took the token away."""
    scheme, _, token = (authorization_header or "").partition(" ")
    if scheme.lower() != "bearer":
        return None, None
    found = store.account_of_access(token.strip())
    if found is None:
        return None, None
    account, jti = found
    return account, account.grants.access_tokens.get(jti)


def _is_at_work(account: Account, user_id: int) -> bool:
    row = account.row("users", user_id)
    return row is not None and row.get("is_active") is not False


def unauthorized(account: Account | None, *, domain: str | None = None) -> Problem:
    """The 401 of every API method, in the account's language; where there is no account, in that of the domain."""
    return problem(401, detail=text("unauthorized", lang=account.lang if account else flavour_of(domain).lang))
