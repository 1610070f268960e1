"""What an address of the consent page names and nobody has registered."""

from collections.abc import Mapping
from difflib import get_close_matches

from mock_amocrm.state.integration import Integration
from mock_amocrm.state.store import Store


def foreign_redirect(integration: Integration, address: Mapping[str, str]) -> str:
    """The redirect URI that the address asks for although it isn't the integration's, or nothing.

    amoCRM looks at the registered one only, and so does the fake unless it is strict. A button for a new integration
    registers the one that it names.
    """
    sent = address.get("redirect_uri", "")
    return sent if sent != integration.redirect_uri else ""


def nearest_clients(store: Store, client_id: str) -> Mapping[str, str]:
    """The registered integration whose id is nearest, or the only one."""
    ids = list(store.integrations)
    near = get_close_matches(client_id[:100], ids, n=1) or (ids if len(ids) == 1 else [])
    return {"client_id": near[0]} if near else {}
