"""The refresh token grant: a token is good for one refresh, and every refresh brings the next one."""

from collections.abc import Mapping

from mock_amocrm.extension import Extension
from mock_amocrm.hosts import RequestedHost
from mock_amocrm.note import Note
from mock_amocrm.oauth import refusals
from mock_amocrm.oauth.addressed_account import refuse_other_account, refuse_wrong_door
from mock_amocrm.oauth.clients import authenticated_client
from mock_amocrm.oauth.cut_off import is_cut_refresh
from mock_amocrm.oauth.issue import issue_pair
from mock_amocrm.state.grants import RefreshToken
from mock_amocrm.state.integration import Integration

GRANT_TYPE = "refresh_token"


def rotate_refresh(fake: Extension, fields: Mapping[str, str], *, host: RequestedHost, note: Note) -> dict[str, object]:
    """A new pair for a refresh token; the access token issued beside the old one lives on until it expires."""
    integration = authenticated_client(fake.store, fields, redirect_uri_required=False)
    refuse_wrong_door(host)
    value = fields.get("refresh_token", "")
    if not value:
        raise refusals.check_parameter("refresh_token")
    account = fake.store.account_of_refresh(value)
    if account is None:
        note.outcome = "refresh_cut_off" if is_cut_refresh(fake.store, value) else "refresh_unknown"
        raise refusals.undecipherable_refresh_token()
    note.account = account.subdomain
    refuse_other_account(fake.store, host, account)
    now = account.clock.now()
    grants = account.grants

    def judge(token: RefreshToken | None) -> None:
        _judge(token, integration=integration, now=now, note=note)

    token = grants.rotate_refresh(value, now=now, judge=judge)
    note.outcome = "refreshed"
    return issue_pair(fake, account, token, grants=grants, grant_type=GRANT_TYPE)


def _judge(token: RefreshToken | None, *, integration: Integration, now: int, note: Note) -> None:
    # A token that the store knows and the account does not was taken back: revoked, or the account was restored.
    if token is not None and token.client_id != integration.client_id:
        note.outcome = "refresh_of_other_client"
        raise refusals.foreign_refresh_token()
    if token is not None and token.expires_at <= now:
        note.outcome = "refresh_expired"
        raise refusals.expired_refresh_token()
    if token is None or token.revoked_at is not None:
        note.outcome = "refresh_reused" if token is not None else "refresh_revoked"
        raise refusals.revoked_refresh_token()
