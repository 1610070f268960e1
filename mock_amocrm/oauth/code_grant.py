"""The authorization code grant: a code is judged in the real order, and only success spends it."""

from collections.abc import Mapping

from mock_amocrm.extension import Extension
from mock_amocrm.hosts import RequestedHost
from mock_amocrm.note import Note
from mock_amocrm.oauth import refusals
from mock_amocrm.oauth.addressed_account import refuse_other_account, refuse_wrong_door
from mock_amocrm.oauth.clients import authenticated_client
from mock_amocrm.oauth.issue import issue_pair
from mock_amocrm.state.grants import AuthorizationCode
from mock_amocrm.state.integration import Integration

GRANT_TYPE = "authorization_code"


def redeem_code(fake: Extension, fields: Mapping[str, str], *, host: RequestedHost, note: Note) -> dict[str, object]:
    """A token pair for a code; of simultaneous redeemers exactly one gets it."""
    integration = authenticated_client(fake.store, fields, redirect_uri_required=True)
    refuse_wrong_door(host)
    value = fields.get("code", "")
    if not value:
        raise refusals.check_parameter("code")
    account = fake.store.account_of_code(value)
    if account is None:
        note.outcome = "code_unknown"
        raise refusals.undecipherable_code()
    note.account = account.subdomain
    refuse_other_account(fake.store, host, account)
    now = account.clock.now()
    grants = account.grants

    def judge(code: AuthorizationCode | None) -> None:
        _judge(fake, code, integration=integration, now=now, note=note)

    code = grants.redeem_code(value, now=now, judge=judge)
    note.outcome = "code_redeemed"
    return issue_pair(fake, account, code, grants=grants, grant_type=GRANT_TYPE)


def _judge(fake: Extension, code: AuthorizationCode | None, *, integration: Integration, now: int, note: Note) -> None:
    # A code that the store knows and the account does not was taken back: revoked, or the account was restored.
    if code is not None and code.expires_at <= now:
        note.outcome = "code_expired"
        raise refusals.expired_code()
    if code is None or code.spent_at is not None:
        note.outcome = "code_reused" if code is not None else "code_revoked"
        raise refusals.reused_code(status=fake.profile.reused_code_status)
    if code.client_id != integration.client_id:
        note.outcome = "code_of_other_client"
        raise refusals.foreign_code()
    if code.redirect_uri != integration.redirect_uri:
        raise refusals.rebound_redirect_uri()
