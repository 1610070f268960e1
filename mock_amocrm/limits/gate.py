"""Who is let through to an account, and what everybody else is answered before amoCRM sees the request."""

import threading

from mock_amocrm.faults import replies
from mock_amocrm.faults.trouble import Mark, Trouble
from mock_amocrm.limits.ip_list import IpList
from mock_amocrm.limits.limits import Limits
from mock_amocrm.limits.traffic import Traffic, Usage, Verdict
from mock_amocrm.state.account import Account

# Whether token requests count towards the limit isn't known. They do here: a loop that refreshes on every request is
# known to end in a block, and that block meets the token endpoint as well.
COUNTED = frozenset({"api", "token"})
CONSENT = "consent"  # a person's browser: neither counted nor blocked
OLDER_API = "/v3/"


class Gate:
    """The limits of the whole fake and of single accounts, their blocks, their lists of addresses; nothing unless set.

    Accounts are known by their number, which outlives a renaming.
    """

    def __init__(self) -> None:
        self._default: Limits | None = None
        self._own: dict[int, Limits | None] = {}  # None: this account has none, whatever the default is
        self._ip_lists: dict[int, IpList] = {}
        self._traffic: dict[int, Traffic] = {}
        self._stands = False
        self._lock = threading.Lock()

    def __bool__(self) -> bool:
        """Whether anything was ever set that can stand in the way; the gateway asks this on every request."""
        return self._stands

    @property
    def default(self) -> Limits | None:
        """What holds for accounts without limits of their own."""
        return self._default

    def set_default(self, limits: Limits | None) -> None:
        """Limits for the whole fake, or none."""
        self._stands, self._default = True, limits

    def limits(self, account: Account) -> Limits | None:
        """What holds for an account; None is no limit."""
        return self._own.get(account.id, self._default)

    def set_limits(self, account: Account, limits: Limits | None) -> None:
        """Limits of an account's own, or none at all."""
        self._stands = True
        self._own[account.id] = limits

    def forget_limits(self, account: Account) -> None:
        """The account has the whole fake's limits again."""
        self._own.pop(account.id, None)

    def ip_list(self, account: Account) -> IpList | None:
        """Who may come; None is everybody."""
        return self._ip_lists.get(account.id)

    def set_ip_list(self, account: Account, addresses: IpList | None) -> None:
        """Let only these come, or everybody."""
        if addresses is None:
            self._ip_lists.pop(account.id, None)
        else:
            self._stands = True
            self._ip_lists[account.id] = addresses

    def block(self, account: Account) -> None:
        """Block an account by hand."""
        self._stands = True
        self._of(account).block()

    def pardon(self, account: Account) -> None:
        """Lift an account's block and forget its traffic."""
        self._of(account).pardon()

    def restore(self, account: Account) -> None:
        """Nothing that came of an account's own life stands before it any more; limits stay."""
        self.pardon(account)
        self.set_ip_list(account, None)

    def usage(self, account: Account) -> Usage:
        """An account's traffic now."""
        return self._of(account).usage()

    def bar(
        self, account: Account | None, *, integration: str | None, surface: str, path: str, address: str
    ) -> Trouble | None:
        """What keeps this request out, if anything does."""
        if account is None or surface == CONSENT:
            return None
        is_api = surface == "api" or path.startswith(OLDER_API)
        limits = self.limits(account) if is_api or surface in COUNTED else None
        verdict = self._of(account).admit(limits, integration=integration)
        if verdict is Verdict.BLOCKED:
            return Trouble(Mark("block", "blocked"), replies.blocked())
        if verdict is Verdict.TOO_MANY and limits is not None:
            return Trouble(Mark("limits", "too_many_requests"), limits.refusal())
        # The list is documented for the API; that tokens are for sale to everybody is a guess.
        admitted = self._ip_lists.get(account.id)
        if is_api and admitted is not None and not admitted.admits(address):
            return Trouble(Mark("ip_list", "ip_forbidden"), replies.ip_forbidden())
        return None

    def _of(self, account: Account) -> Traffic:
        with self._lock:
            traffic = self._traffic.get(account.id)
            if traffic is None:
                traffic = self._traffic[account.id] = Traffic(account.clock)
            return traffic
