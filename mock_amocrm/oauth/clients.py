"""Who asks for a token: the integration behind a client id and secret."""

import hmac
from collections.abc import Mapping

from mock_amocrm.oauth import refusals
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.store import Store


def authenticated_client(store: Store, fields: Mapping[str, str], *, redirect_uri_required: bool) -> Integration:
    """The integration, once its id, secret and redirect URI hold; the redirect URI is compared exactly.

    Only a refresh may leave it out, and name another one if the integration was registered as lenient.
    """
    client_id = fields.get("client_id", "")
    integration = store.integrations.get(client_id)
    if integration is None:
        raise refusals.check_parameter("client_id")
    if not hmac.compare_digest(integration.client_secret.encode(), fields.get("client_secret", "").encode()):
        raise refusals.check_parameter("client_secret")
    redirect_uri = fields.get("redirect_uri", "")
    if not redirect_uri:
        if redirect_uri_required:
            raise refusals.check_parameter("redirect_uri")
    elif redirect_uri != integration.redirect_uri and (redirect_uri_required or not integration.lenient_refresh):
        raise refusals.foreign_redirect_uri()
    return integration
