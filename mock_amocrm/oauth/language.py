"""In which language the consent page speaks."""

from flask import Request

from mock_amocrm.hosts import GLOBAL_DOMAINS, is_same_product, request_host
from mock_amocrm.messages import DEFAULT_LANG, LANGS
from mock_amocrm.state.account import Account


def page_language(request: Request, account: Account | None) -> str:
    """`?lang=` first, then the account's language, then what the browser prefers; Kommo's own is English."""
    asked = request.args.get("lang", "")
    if asked in LANGS:
        return asked
    if account is not None and account.lang in LANGS:
        return account.lang
    own = "en" if is_same_product(GLOBAL_DOMAINS[0], request_host(request).domain) else DEFAULT_LANG
    return request.accept_languages.best_match(LANGS) or own
