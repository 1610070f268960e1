"""One file for each root cause; the order here is only the order of reading."""

from collections.abc import Mapping

from harness.diagnosis.finding import Rule
from harness.diagnosis.rules import (
    app_expects_code,
    code_exchanged_twice,
    code_in_deep_link,
    foreign_leads,
    leads_not_refreshed,
    never_redeemed,
    redeemed_by_app,
    state_not_verified,
    status_not_refreshed,
    status_without_token,
    token_lost,
    token_shared,
    webhook_ignored,
    webhook_not_taken,
)

_MODULES = (
    code_in_deep_link,
    code_exchanged_twice,
    app_expects_code,
    redeemed_by_app,
    never_redeemed,
    token_lost,
    status_without_token,
    status_not_refreshed,
    leads_not_refreshed,
    token_shared,
    foreign_leads,
    state_not_verified,
    webhook_not_taken,
    webhook_ignored,
)
RULES: Mapping[str, Rule] = {module.__name__.rpartition(".")[2]: module.find for module in _MODULES}
