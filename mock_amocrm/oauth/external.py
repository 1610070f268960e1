"""An external integration: made when somebody allows it, and its secrets told before anything else happens."""

import uuid
from dataclasses import replace

import orjson

from mock_amocrm.extension import Extension
from mock_amocrm.outgoing.message import Outgoing
from mock_amocrm.outgoing.sending import send
from mock_amocrm.state.account import Account
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.store import new_secret

SECONDS = 3.0  # a guess, as long as amoCRM waits when it brings a code; nothing is documented


class SecretsRefused(Exception):
    """Its owner's server did not answer exactly 200; `code` is what it answered, 0 if nothing."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def created(fake: Extension, draft: Integration, account: Account, *, state: str | None) -> Integration:
    """A new integration in an account, once its owner's server has taken the secrets."""
    integration = replace(draft, client_id=str(uuid.uuid4()), client_secret=new_secret(), account_id=account.id)
    secrets = {"client_id": integration.client_id, "client_secret": integration.client_secret, "state": state}
    told = Outgoing(
        purpose="secrets",
        url=integration.secrets_uri,
        account=account,
        integration=integration.client_id,
        method="POST",
        # That it is JSON is how the documentation prints it and how it is read in production; no type is documented.
        headers=(("Content-Type", "application/json"),),
        body=orjson.dumps(secrets),
    )
    reply = send(fake, told, seconds=SECONDS)
    if reply.status != 200:
        raise SecretsRefused(reply.status)
    return fake.store.put_integration(integration)
