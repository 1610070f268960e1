"""Which host a request means: an account's own, the front door (`www`), a shared API host, or a bare address."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from flask import Request

from mock_amocrm.flavour import DOMAINS, flavour_of
from mock_amocrm.state.account import Account
from mock_amocrm.state.store import Store

# api-b.amocrm.ru, drive-b.amocrm.ru and amojo.amocrm.ru serve every account; the token or the scope tells which.
SHARED_HOST = re.compile(r"api-[a-z]|drive-[a-z]|amojo")


class HostKind(Enum):
    """What a host name stands for."""

    ACCOUNT = "account"
    FRONT = "front"
    SHARED = "shared"
    BARE = "bare"  # 127.0.0.1, localhost, a container's name: the account follows from the code or the token


@dataclass(frozen=True, slots=True)
class RequestedHost:
    """A Host header, understood."""

    kind: HostKind
    name: str  # lower case, without the port
    subdomain: str | None = None
    domain: str | None = None


def account_at(store: Store, host: RequestedHost) -> Account | None:
    """The account whose own host this is; the two products do not share accounts."""
    if host.subdomain is None:
        return None
    account = store.account(host.subdomain)
    return account if account is not None and is_same_product(account.domain, host.domain) else None


def is_same_product(domain: str, other: str | None) -> bool:
    """Whether two domains lead to the same accounts; no domain leads to any."""
    return other is not None and flavour_of(domain) is flavour_of(other)


def request_host(request: Request) -> RequestedHost:
    """The host that the caller of this request meant."""
    return understand(request.environ.get("HTTP_HOST", ""))


def origin(request: Request) -> str:
    """`scheme://host[:port]` exactly as the caller reached us, for links that the caller can follow."""
    environ = request.environ
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return f"{environ['wsgi.url_scheme']}://{host}"


@lru_cache(maxsize=1024)
def understand(host: str) -> RequestedHost:
    """A host with or without a port, in any case of letters."""
    name = host.strip().lower()
    if not name.endswith("]"):  # "[::1]" has colons of its own
        name = re.sub(r":\d*$", "", name)
    name = name.rstrip(".")
    for domain in DOMAINS:
        if name in (domain, f"www.{domain}"):
            return RequestedHost(HostKind.FRONT, name, domain=domain)
        if name.endswith(f".{domain}"):
            label = name.removesuffix(f".{domain}")
            if SHARED_HOST.fullmatch(label):
                return RequestedHost(HostKind.SHARED, name, domain=domain)
            return RequestedHost(HostKind.ACCOUNT, name, subdomain=label, domain=domain)
    return RequestedHost(HostKind.BARE, name)
