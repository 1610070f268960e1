"""Stories of the cause token_asked_at_wrong_host."""

from collections.abc import Mapping
from dataclasses import replace

from parts import LANDED, at_token_endpoint

from stories import Story

AT_WWW = at_token_endpoint(20, 30, host="www.amocrm.ru", hint="Send request to account")

PROVED: Mapping[str, Story] = {
    "www": (LANDED, AT_WWW),
    "other": (LANDED, at_token_endpoint(20, 30, host="marko-crm.amocrm.ru", hint="Invalid account")),
    "nobody": (LANDED, at_token_endpoint(20, 30, host="ouragency.amocrm.ru", status=404)),
}

LIKENESSES: Mapping[str, Story] = {
    "the account's own host": (LANDED, at_token_endpoint(20, 30, status=200)),
    "a code that the account refuses": (LANDED, at_token_endpoint(20, 30, hint="Authorization code has expired")),
    "an account that is gone": (LANDED, at_token_endpoint(20, 30, status=404)),
    "a bare address, which stands for every account": (LANDED, at_token_endpoint(20, 30, host="127.0.0.1", status=200)),
    "a bare address that refuses the code": (LANDED, at_token_endpoint(20, 30, host="127.0.0.1", hint="Revoked")),
    "said by a fault": (LANDED, replace(AT_WWW, fault="f1")),
    "a refresh": (LANDED, at_token_endpoint(20, 30, host="www.amocrm.ru", hint="Send request to account", code=None)),
    "a code that nobody brought": (AT_WWW,),
}
