"""What a record must show for a rule's word to be believed: most causes are proved by something that isn't there.

A run of ours shows everything. What somebody has recorded elsewhere shows less: in a browser's own HAR there is no
request of the backend to amoCRM, so that "nobody has redeemed the code" would be said of every journey.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal

from harness.wire.exchange import AccountKnown, Entry, Exchange, PageError, PersonMoved, ScreenSeen

View = Literal["app", "browser", "consent", "backend", "hooks", "links", "screens", "moves", "accounts", "errors"]
"""Who is seen: the app and browsers at the backend, browsers and the backend at amoCRM, amoCRM's own requests; links
into the app, its screens, what people do that is no request, which leads an account really has, errors of scripts."""

VIEWS: Final[tuple[View, ...]] = (
    "app",
    "browser",
    "consent",
    "backend",
    "hooks",
    "links",
    "screens",
    "moves",
    "accounts",
    "errors",
)
_CALLS: Final[Mapping[tuple[str, str], View]] = {
    ("client", "backend"): "app",
    ("browser", "backend"): "browser",
    ("browser", "amocrm"): "consent",
    ("client", "amocrm"): "consent",
    ("backend", "amocrm"): "backend",
    ("amocrm", "backend"): "hooks",
}
_KINDS: Final[Mapping[type, View]] = {
    ScreenSeen: "screens",
    PersonMoved: "moves",
    AccountKnown: "accounts",
    PageError: "errors",
}

NEEDS: Final[Mapping[str, str]] = {
    "account_move_ignored": "app browser backend",
    "administrator_rights_needed": "browser backend",
    "app_crashed": "screens",
    "app_expects_code": "links screens",
    "app_session_not_renewed": "app backend screens",
    "backend_failed": "app backend moves",
    "banner_flashes": "app screens",
    "browser_not_opened": "app screens",
    "button_comes_late": "browser",
    "callback_hangs": "browser backend",
    "callback_not_a_page": "browser",
    "callback_page_throws": "browser errors",
    "closed_shown_as_open": "app browser backend hooks",
    "code_exchanged_twice": "app browser backend links",
    "code_in_deep_link": "links",
    "code_redeemed_too_late": "app browser backend links moves",
    "colleague_disconnected": "app browser backend moves",
    "connected_somebody_else": "app browser backend moves",
    "connection_dropped": "app browser backend moves",
    "consent_on_wrong_host": "consent",
    "contacts_not_linked": "app browser backend hooks accounts",
    "dead_token_hammered": "app backend moves",
    "deep_link_scheme_unknown": "browser links",
    "denial_not_told": "browser links",
    "detail_misread": "app screens",
    "disable_hook_unverified": "app browser backend moves",
    "disconnect_keeps_connection": "app browser backend moves",
    "empty_account_is_an_error": "browser backend links",
    "error_as_success": "app",
    "error_page_parsed": "app browser backend links",
    "error_taken_for_empty": "app browser backend screens moves accounts",
    "failed_login_is_a_session": "app screens",
    "failure_told_as_success": "browser backend links",
    "filter_lost": "app moves",
    "foreign_lead_opened": "app accounts",
    "foreign_leads": "app browser backend moves accounts",
    "import_half_done": "app browser backend screens moves accounts",
    "import_stops_early": "app browser backend hooks moves accounts",
    "imported_leads_not_shown": "app browser backend hooks moves",
    "keys_mixed": "browser backend",
    "lead_added_again": "app hooks",
    "leads_lost_by_import": "app browser backend hooks moves accounts",
    "leads_lost_to_colleague": "app browser backend screens accounts",
    "leads_not_refreshed": "app browser backend links screens accounts",
    "leads_wrong_shape": "app",
    "link_instead_of_button": "browser links screens",
    "list_cut_short": "app browser backend hooks moves accounts",
    "missing_code_unhandled": "browser",
    "never_redeemed": "browser backend links",
    "never_refreshed": "app backend moves",
    "old_refresh_token_used": "app backend moves",
    "page_leaves_by_itself": "browser",
    "pages_overlap": "app backend hooks",
    "rate_limit_ignored": "app backend",
    "reconnect_not_offered": "app browser backend moves",
    "redeemed_by_app": "app browser backend",
    "redirect_to_custom_scheme": "browser",
    "redirect_uri_mismatch": "browser backend",
    "redirect_uri_outdated": "app browser",
    "refresh_without_redirect_uri": "backend",
    "refreshed_in_parallel": "app backend",
    "refreshed_needlessly": "app backend",
    "rights_ignored": "app browser backend accounts",
    "route_missing": "app",
    "session_answer_misread": "app screens",
    "stage_ignored": "app",
    "stages_one_by_one": "app",
    "state_lost": "browser backend links moves",
    "state_not_verified": "browser backend moves",
    "status_error_hidden": "app screens",
    "status_not_refreshed": "app browser backend links screens",
    "status_null": "app",
    "status_refused": "app backend moves",
    "status_without_token": "app backend moves",
    "token_asked_at_wrong_host": "browser backend",
    "token_at_wrong_host": "browser backend",
    "token_lost": "app browser backend moves",
    "token_not_found": "app backend moves",
    "token_of_nobody": "app browser backend moves",
    "token_shared": "app browser backend moves",
    "token_truncated": "backend",
    "undefined_in_query": "app",
    "webhook_ignored": "app backend hooks screens accounts",
    "webhook_not_taken": "backend hooks",
    "webhook_of_other_account": "backend hooks",
    "wrong_lead_id": "app screens",
}
"""Of each cause; `tests/harness/diagnosis/test_views.py` holds them against every story."""


def view_of(entry: Entry) -> View:
    """Which view shows it."""
    if isinstance(entry, Exchange):
        return _CALLS[entry.caller, entry.callee]
    return _KINDS.get(type(entry), "links")


def views_of(entries: Iterable[Entry]) -> frozenset[View]:
    """What a record shows at all."""
    return frozenset(map(view_of, entries))


def missing_for(cause: str, seen: Collection[str]) -> frozenset[str]:
    """What has to be seen besides, before this cause can be judged."""
    return frozenset(NEEDS[cause].split()) - frozenset(seen)
