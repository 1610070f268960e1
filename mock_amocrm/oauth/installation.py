"""An integration in an account: switched on and off past the consent page, and what its owner hears of that."""

import hashlib
import hmac
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from mock_amocrm.oauth.issue import issue_code
from mock_amocrm.oauth.redirect import way_with_code
from mock_amocrm.outgoing.message import Outgoing, Reply
from mock_amocrm.outgoing.sending import send
from mock_amocrm.state.account import Account
from mock_amocrm.state.grants import AuthorizationCode
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.people import Person

if TYPE_CHECKING:
    from mock_amocrm.extension import Extension

CODE_SECONDS = 3.0  # amoCRM waits no longer, does not look at the status, and never sends a code again
HOOK_SECONDS = 3.0  # a guess, as is that it is sent once: nothing is documented


def install(fake: "Extension", account: Account, integration: Integration, who: Person) -> Reply:
    """What pressing Install does: a code goes to the redirect URI, server to server, without any state."""
    code = issue_code(fake, account, integration, who=who)
    return bring_code(fake, account, code, mark="from_widget", purpose="widget_install")


def bring_code(
    fake: "Extension",
    account: Account,
    code: AuthorizationCode,
    *,
    mark: str,
    purpose: str,
    state: str | None = None,
) -> Reply:
    """Open the redirect URI with a code, as a browser would; `mark` is the parameter that tells it is none."""
    sent = urlencode({"state": state}) if state is not None else None
    url = way_with_code(code, account, state=sent, marks={mark: "1"})
    outgoing = Outgoing(purpose=purpose, url=url, account=account, integration=code.client_id)
    return send(fake, outgoing, seconds=CODE_SECONDS)


def disable(fake: "Extension", account: Account, integration: Integration) -> int:
    """What switching an integration off does: its codes and tokens die, and its owner is told; their number."""
    was_on = integration.client_id in account.grants.installed
    revoked = account.grants.switch_off(now=account.clock.now(), client_id=integration.client_id)
    if was_on and integration.disable_uri:
        hook = _disable_hook(account, integration)
        fake.outbox.put(partial(send, fake, hook, seconds=HOOK_SECONDS), lane=account.id)
    return revoked


def _disable_hook(account: Account, integration: Integration) -> Outgoing:
    signed = f"{integration.client_id}|{account.id}"
    signature = hmac.new(integration.client_secret.encode(), signed.encode(), hashlib.sha256).hexdigest()
    told = {"account_id": account.id, "client_uuid": integration.client_id, "signature": signature}
    address = urlsplit(integration.disable_uri)
    query = "&".join(part for part in (address.query, urlencode(told)) if part)
    return Outgoing(
        purpose="disable",
        url=address._replace(query=query).geturl(),
        account=account,
        integration=integration.client_id,
    )
