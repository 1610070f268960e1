"""How far a token reaches, whoever granted it: not beyond its scopes, and not beyond its integration's kind."""

from mock_amocrm.oauth.bearer import Caller
from mock_amocrm.problems import problem
from mock_amocrm.state.integration import Kind
from mock_amocrm.state.store import Store

ACCOUNT_DATA = "crm"  # the scope "account data"
USERS = "/api/v4/users"


def refuse_beyond(store: Store, caller: Caller, path: str) -> None:
    """Refuse an API call that needs a scope the grant lacks, or that external integrations do not have.

    That scopes exist, are frozen and limit what may be called is documented, and so are the limits of external
    integrations. The status is a guess: 403, as for every other missing right.
    """
    if ACCOUNT_DATA not in caller.scopes:
        raise problem(403, detail="Forbidden")
    integration = store.integrations.get(caller.client_id)
    if integration is not None and integration.kind is Kind.EXTERNAL and path.startswith(USERS):
        raise problem(403, detail="Forbidden")
