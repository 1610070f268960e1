"""Long-lived tokens: made by hand in an integration's settings, good for days to years, without a refresh token."""

import datetime

from mock_amocrm.extension import Extension
from mock_amocrm.oauth.issue import issue_access
from mock_amocrm.state.account import Account
from mock_amocrm.state.grants import AccessToken
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.people import Person

MOST_DAYS = 5 * 365 + 2  # five years, with as many leap days as they can have


def issue_long_lived(
    fake: Extension, account: Account, integration: Integration, *, who: Person, days: int
) -> tuple[str, AccessToken]:
    """A token that ends at midnight UTC, so many days from the account's today."""
    today = datetime.datetime.fromtimestamp(account.clock.now(), datetime.UTC).date()
    end = datetime.datetime.combine(today + datetime.timedelta(days=days), datetime.time(), datetime.UTC)
    access = AccessToken(
        jti="",
        client_id=integration.client_id,
        user_id=who.id,
        scopes=integration.scopes,
        expires_at=int(end.timestamp()),
        by_admin=who.is_admin,
    )
    return issue_access(fake, account, access, grants=account.grants, grant_type="")
