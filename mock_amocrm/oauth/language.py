"""In which language, and as which of the two products, the consent page speaks."""

from flask import Request

from mock_amocrm.extension import extension
from mock_amocrm.flavour import AMOCRM, Flavour, flavour_of
from mock_amocrm.hosts import request_host
from mock_amocrm.messages import LANGS
from mock_amocrm.state.account import Account


def page_language(request: Request, account: Account | None) -> str:
    """`?lang=` first, then the account's language, then what the browser prefers, then the product's own."""
    asked = request.args.get("lang", "")
    if asked in LANGS:
        return asked
    if account is not None and account.lang in LANGS:
        return account.lang
    return request.accept_languages.best_match(LANGS) or page_flavour(request).lang


def page_flavour(request: Request) -> Flavour:
    """The host's product; a bare address is Kommo's where every account is."""
    domain = request_host(request).domain
    if domain is not None:
        return flavour_of(domain)
    found = {flavour_of(account.domain).brand: flavour_of(account.domain) for account in extension().store.accounts()}
    return next(iter(found.values())) if len(found) == 1 else AMOCRM
