"""Everything the fake knows: accounts, integrations, and which account a code or refresh token belongs to."""

import hashlib
import random
import secrets
import string
import threading
import uuid

from mock_amocrm.clock import AccountClock, BaseClock
from mock_amocrm.flavour import DOMAINS, flavour_of
from mock_amocrm.state.account import Account, Baseline, Watcher
from mock_amocrm.state.channel import Channel
from mock_amocrm.state.grants import AuthorizationCode
from mock_amocrm.state.ids import Ids
from mock_amocrm.state.integration import DEFAULT_SCOPES, Integration, Kind

FIRST_ACCOUNT_ID = 30_000_001  # account ids have 8 digits


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def new_secret() -> str:
    """A client secret: 64 alphanumerics."""
    alphabet = string.ascii_letters + string.digits
    return "".join(secrets.choice(alphabet) for _ in range(64))


class SubdomainTaken(ValueError):
    """An account with this subdomain exists already."""


class Store:
    """In memory, one process; accounts are the isolation, so nothing here is ever reset."""

    def __init__(self, clock: BaseClock | None = None) -> None:
        self.clock = clock or BaseClock()
        self.channels: dict[str, Channel] = {}
        self.watchers: list[Watcher] = []  # of every account; see `watch`
        self.integrations: dict[str, Integration] = {}
        self._by_subdomain: dict[str, Account] = {}
        self._by_id: dict[int, Account] = {}
        self._account_of_code: dict[str, Account] = {}
        self._account_of_refresh: dict[str, Account] = {}
        self._account_of_access: dict[bytes, tuple[Account, str]] = {}  # by digest: a JWT is a kilobyte, its hash 32
        self._ids = Ids()
        self._lock = threading.Lock()
        self._random = random.Random()  # noqa: S311 - names an account, guards nothing

    def watch(self, *watchers: Watcher) -> None:
        """Let a room hear of each change in every account; whoever watches already isn't told twice."""
        self.watchers += [watcher for watcher in watchers if watcher not in self.watchers]

    def accounts(self) -> list[Account]:
        """Every account, oldest first."""
        with self._lock:
            return list(self._by_id.values())

    def account(self, subdomain: str) -> Account | None:
        """The account of a subdomain."""
        return self._by_subdomain.get(subdomain.lower())

    def account_by_id(self, number: int) -> Account | None:
        """The account of an id."""
        return self._by_id.get(number)

    def add_account(
        self,
        baseline: Baseline,
        *,
        subdomain: str | None = None,
        domain: str = DOMAINS[0],
        lang: str | None = None,
        name: str = "",
    ) -> Account:
        """A new account on a frozen baseline; a free subdomain and the product's own language unless told otherwise."""
        with self._lock:
            chosen = (subdomain or self._free()).lower()
            if chosen in self._by_subdomain:
                raise SubdomainTaken(chosen)
            account = Account(
                number=FIRST_ACCOUNT_ID + len(self._by_id),
                subdomain=chosen,
                domain=domain,
                lang=lang or flavour_of(domain).lang,
                name=name or chosen,
                clock=AccountClock(self.clock),
                baseline=baseline,
                ids=self._ids,
                watchers=self.watchers,
            )
            self._by_subdomain[chosen] = self._by_id[account.id] = account
            return account

    def rename(self, account: Account, subdomain: str) -> None:
        """Give an account another subdomain; nobody is at the old one any more, and its tokens go on living."""
        with self._lock:
            chosen = subdomain.lower()
            if self._by_subdomain.get(chosen, account) is not account:
                raise SubdomainTaken(chosen)
            del self._by_subdomain[account.subdomain]
            self._by_subdomain[chosen] = account
            account.move(chosen)

    def add_integration(
        self,
        *,
        name: str,
        redirect_uri: str,
        client_id: str | None = None,
        client_secret: str | None = None,
        scopes: tuple[str, ...] = DEFAULT_SCOPES,
        kind: Kind = Kind.PUBLIC,
        account: Account | None = None,
        secrets_uri: str = "",
    ) -> Integration:
        """Register an integration; ids and secrets are made unless given."""
        return self.put_integration(
            Integration(
                client_id=client_id or str(uuid.uuid4()),
                client_secret=client_secret or new_secret(),
                name=name,
                redirect_uri=redirect_uri,
                scopes=scopes,
                kind=kind,
                account_id=account.id if account else None,
                secrets_uri=secrets_uri,
            )
        )

    def put_integration(self, integration: Integration) -> Integration:
        """Register an integration, or put it in the place of the one that had its id."""
        self.integrations[integration.client_id] = integration
        return integration

    def add_code(self, account: Account, code: AuthorizationCode) -> None:
        """Remember a code and whose it is, so that a bare host can find its account."""
        account.grants.add_code(code)
        self._account_of_code[code.value] = account

    def account_of_code(self, value: str) -> Account | None:
        """The account that issued a code, spent or not."""
        return self._account_of_code.get(value)

    def add_refresh(self, account: Account, value: str) -> None:
        """Remember whose a refresh token is."""
        self._account_of_refresh[value] = account

    def account_of_refresh(self, value: str) -> Account | None:
        """The account that issued a refresh token, alive or not."""
        return self._account_of_refresh.get(value)

    def add_access(self, account: Account, token: str, *, jti: str) -> None:
        """Remember an access token as it was handed out, so that nobody else's signature can pass for it."""
        self._account_of_access[_digest(token)] = account, jti

    def account_of_access(self, token: str) -> tuple[Account, str] | None:
        """The account that issued exactly this access token, and the token's id."""
        return self._account_of_access.get(_digest(token))

    def free_subdomain(self) -> str:
        """A subdomain that no account has."""
        with self._lock:
            return self._free()

    def _free(self) -> str:
        while True:
            name = "acc" + "".join(self._random.choices(string.ascii_lowercase + string.digits, k=8))
            if name not in self._by_subdomain:
                return name
