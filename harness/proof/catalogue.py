"""The known bugs as data: where each lives, which switches make it, which cause must be named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from harness.settings import SettingsError, nearest


@dataclass(frozen=True, slots=True)
class Bug:
    """One bug. `backend` and `client` are switches of those systems.

    One of `causes` must be named; what is in `also` may be named too, where the bug shows in another way.
    """

    id: str
    title: str
    causes: frozenset[str]
    backend: tuple[str, ...] = ()
    client: tuple[str, ...] = ()
    also: frozenset[str] = frozenset()


def _bug(id_: str, title: str, *causes: str, backend: str = "", client: str = "", also: str = "") -> Bug:
    return Bug(id_, title, frozenset(causes), tuple(backend.split()), tuple(client.split()), frozenset(also.split()))


BUGS: Final[Mapping[str, Bug]] = {
    bug.id: bug
    for bug in (
        _bug(
            "seed",
            "the seed before its fix: the deep link carries the spent code and the old app exchanges it again",
            "code_exchanged_twice",
            backend="code-in-deep-link",
            client="client-exchanges-code",
        ),
        _bug(
            "code-in-deep-link",
            "the callback puts the spent code into the deep link",
            "code_in_deep_link",
            backend="code-in-deep-link",
        ),
        _bug(
            "client-exchanges-code",
            "the old app wants a code to exchange and ignores success=true",
            "app_expects_code",
            client="client-exchanges-code",
        ),
        _bug(
            "backend-never-redeems",
            "the callback leaves the code to the app, which redeems it",
            "redeemed_by_app",
            "never_redeemed",
            backend="backend-never-redeems",
            client="client-exchanges-code",
        ),
        _bug(
            "status-not-refreshed",
            "the app doesn't ask for the status when its user returns",
            "status_not_refreshed",
            client="status-not-refreshed",
        ),
        _bug(
            "leads-not-invalidated",
            "the app keeps the leads answer from before the connection",
            "leads_not_refreshed",
            client="leads-not-invalidated",
        ),
        _bug("token-lost", "the tokens are lost after the callback", "token_lost", backend="token-lost"),
        _bug(
            "status-without-token",
            "the status is true without a token",
            "status_without_token",
            backend="status-without-token",
        ),
        _bug(
            "leads-of-another-account",
            "the list isn't limited to the user's account",
            "foreign_leads",
            backend="leads-of-another-account",
        ),
        _bug("token-shared", "one user's token serves everybody", "token_shared", backend="token-shared"),
        _bug(
            "state-not-verified",
            "the callback trusts any state",
            "state_not_verified",
            backend="state-not-verified",
            # Whoever doesn't remember states doesn't notice that a callback page is opened for the second time either.
            also="code_exchanged_twice",
        ),
        _bug(
            "webhook-form-unread",
            "the webhook expects JSON and reads nothing of amoCRM's form",
            "webhook_ignored",
            backend="webhook-form-unread",
        ),
        _bug(
            "webhook-answered-late",
            "the webhook is answered after all its work, later than amoCRM waits",
            "webhook_not_taken",
            backend="webhook-answered-late",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Switches:
    """What the chosen bugs switch on in each system."""

    backend: tuple[str, ...]
    client: tuple[str, ...]


def switches(ids: Iterable[str]) -> Switches:
    """The switches of the chosen bugs; an unknown one is answered with the nearest."""
    chosen = []
    for id_ in ids:
        if id_ not in BUGS:
            raise SettingsError(f"--bug {id_}: no such bug; {nearest(id_, BUGS)}")
        chosen.append(BUGS[id_])
    return Switches(
        backend=tuple(dict.fromkeys(switch for bug in chosen for switch in bug.backend)),
        client=tuple(dict.fromkeys(switch for bug in chosen for switch in bug.client)),
    )
