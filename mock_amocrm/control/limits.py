"""Limits, the block and the list of addresses: what stands before an account, set and looked at."""

from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import (
    BOOLEAN,
    INTEGER,
    STRING,
    Operation,
    Request,
    nullable,
    record,
)
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.limits.ip_list import IpList
from mock_amocrm.limits.limits import SHAPES, Limits
from mock_amocrm.state.account import Account

DEFAULTS = Limits()
NEW_LIMITS = (
    Field("on", Kind.BOOLEAN, "Whether there are any; yes unless given"),
    Field("per_integration", Kind.INTEGER, f"Requests in a second; {DEFAULTS.per_integration} unless given", least=1),
    Field("per_account", Kind.INTEGER, f"Of all its integrations; {DEFAULTS.per_account} unless given", least=1),
    Field(
        "block_after",
        Kind.INTEGER,
        f"After how many refusals within a minute the account is blocked; {DEFAULTS.block_after} unless given,"
        " null is never",
        least=1,
        nullable=True,
    ),
    Field("shape", Kind.STRING, f"The body of the 429; {DEFAULTS.shape} unless given", choices=tuple(SHAPES)),
    Field("retry_after", Kind.INTEGER, "Seconds in a Retry-After header; no header unless given", least=0),
)
NUMBERS = {
    "on": BOOLEAN,
    "per_integration": INTEGER,
    "per_account": INTEGER,
    "block_after": nullable("integer"),
    "shape": STRING,
    "retry_after": nullable("integer"),
}
LIMITS = record(**NUMBERS)
STATE = record(
    **NUMBERS,
    used=record(account=INTEGER, integrations={"type": "object", "additionalProperties": INTEGER}),
    refused=INTEGER,
    blocked=BOOLEAN,
)
ADDRESSES = (Field("addresses", Kind.STRINGS, "Addresses and networks: 203.0.113.7, 10.0.0.0/8", required=True),)
IP_LIST = record(addresses={"type": ["array", "null"], "items": STRING})


def set_default(fake: Extension, request: Request) -> object:
    """Limits for every account without its own."""
    fake.gate.set_default(_limits(request))
    return default(fake, request)


def default(fake: Extension, _: Request) -> object:
    """The whole fake's limits."""
    return _shown(fake.gate.default)


def set_own(fake: Extension, request: Request) -> object:
    """Limits of one account's own."""
    account = named(fake, request)
    fake.gate.set_limits(account, _limits(request))
    return _state(fake, account)


def forget_own(fake: Extension, request: Request) -> object:
    """The account has the whole fake's limits again."""
    account = named(fake, request)
    fake.gate.forget_limits(account)
    return _state(fake, account)


def own(fake: Extension, request: Request) -> object:
    """What holds for an account, and how much of it is used."""
    return _state(fake, named(fake, request))


def block(fake: Extension, request: Request) -> object:
    """Block an account, as too many requests would."""
    account = named(fake, request)
    fake.gate.block(account)
    return _state(fake, account)


def unblock(fake: Extension, request: Request) -> object:
    """What amoCRM's support does."""
    account = named(fake, request)
    fake.gate.pardon(account)
    return _state(fake, account)


def set_ip_list(fake: Extension, request: Request) -> object:
    """Let only these addresses come."""
    account = named(fake, request)
    addresses = request.body["addresses"]
    assert isinstance(addresses, list)  # checked against ADDRESSES
    if not addresses:
        raise bad_field("addresses", "cannot be empty: DELETE takes the list away")
    try:
        fake.gate.set_ip_list(account, IpList.of(addresses))
    except ValueError as error:
        raise bad_field("addresses", f"holds what is no address: {error}") from None
    return _addresses(fake, account)


def ip_list(fake: Extension, request: Request) -> object:
    """Who may come; null is everybody."""
    return _addresses(fake, named(fake, request))


def forget_ip_list(fake: Extension, request: Request) -> object:
    """Let everybody come."""
    fake.gate.set_ip_list(named(fake, request), None)
    return None


def _limits(request: Request) -> Limits | None:
    if request.body.get("on") is False:
        return None
    given = request.body
    return Limits(
        per_integration=request.integer("per_integration") or DEFAULTS.per_integration,
        per_account=request.integer("per_account") or DEFAULTS.per_account,
        block_after=request.integer("block_after") if "block_after" in given else DEFAULTS.block_after,
        shape=request.text("shape", DEFAULTS.shape),
        retry_after=request.integer("retry_after"),
    )


def _state(fake: Extension, account: Account) -> dict[str, object]:
    usage = fake.gate.usage(account)
    return {
        **_shown(fake.gate.limits(account)),
        "used": {"account": usage.account, "integrations": dict(usage.integrations)},
        "refused": usage.refused,
        "blocked": usage.blocked,
    }


def _shown(limits: Limits | None) -> dict[str, object]:
    numbers = limits or DEFAULTS
    return {
        "on": limits is not None,
        "per_integration": numbers.per_integration,
        "per_account": numbers.per_account,
        "block_after": numbers.block_after,
        "shape": numbers.shape,
        "retry_after": numbers.retry_after,
    }


def _addresses(fake: Extension, account: Account) -> dict[str, object]:
    known = fake.gate.ip_list(account)
    return {"addresses": None if known is None else known.texts()}


OPERATIONS = (
    Operation("PUT", "/limits", "Limit every account's requests", set_default, LIMITS, body=NEW_LIMITS),
    Operation("GET", "/limits", "The limits of every account", default, LIMITS),
    Operation("PUT", "/accounts/{subdomain}/limits", "Limit an account's requests", set_own, STATE, body=NEW_LIMITS),
    Operation("GET", "/accounts/{subdomain}/limits", "An account's limits and how much of them is used", own, STATE),
    Operation("DELETE", "/accounts/{subdomain}/limits", "The whole fake's limits again", forget_own, STATE),
    Operation("PUT", "/accounts/{subdomain}/block", "Block an account", block, STATE),
    Operation("DELETE", "/accounts/{subdomain}/block", "Lift an account's block", unblock, STATE),
    Operation(
        "PUT", "/accounts/{subdomain}/ip_list", "Let only these addresses come", set_ip_list, IP_LIST, body=ADDRESSES
    ),
    Operation("GET", "/accounts/{subdomain}/ip_list", "Who may come to an account", ip_list, IP_LIST),
    Operation("DELETE", "/accounts/{subdomain}/ip_list", "Let everybody come", forget_ip_list, {}, 204),
)
