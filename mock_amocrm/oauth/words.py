"""What the consent page says of an integration: whose it is, what it may do, and where it brings the browser."""

from urllib.parse import urlsplit

from mock_amocrm.messages import scope_about, scope_name, text
from mock_amocrm.pages.quoted import quoted
from mock_amocrm.state.integration import Integration, Kind
from mock_amocrm.state.store import Store


def owner(store: Store, integration: Integration, *, lang: str) -> str:
    """Whose integration it is."""
    if integration.kind is Kind.EXTERNAL:
        return text("kind_external", lang=lang, site=site(integration.secrets_uri or integration.redirect_uri))
    if integration.kind is Kind.PUBLIC:
        return text("kind_public", lang=lang)
    home = store.account_by_id(integration.account_id) if integration.account_id else None
    return text("kind_private", lang=lang, account=quoted(home.name if home else ""))


def permissions(integration: Integration, *, lang: str) -> list[tuple[str, str]]:
    """Each permission in words, and what it means."""
    return [(scope_name(quoted(scope), lang=lang), scope_about(scope, lang=lang)) for scope in integration.scopes]


def redirect_notice(integration: Integration, sent: str, *, lang: str) -> str:
    """What a developer should know whose address names another redirect URI; nothing where it names none."""
    if not sent:
        return ""
    return text("redirect_notice", lang=lang, sent=quoted(sent), registered=quoted(integration.redirect_uri))


def site(uri: str) -> str:
    """The host of an address, with its port."""
    return quoted(urlsplit(uri).netloc.rpartition("@")[2])
