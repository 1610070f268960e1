"""Whether an account keeps customers, and how: by segments, or by the stages of periodic purchases."""

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.tables.account import ACCOUNT_ROW, UNTOLD
from mock_amocrm.state.account import Account

SEGMENTS, PERIODICITY = "segments", "periodicity"
MODES = (SEGMENTS, PERIODICITY)
UNAVAILABLE, DISABLED = "unavailable", "disabled"


def customers_mode(account: Account) -> str:
    """`customers_mode` of the account."""
    return str({**UNTOLD, **(account.row("account", ACCOUNT_ROW) or {})}["customers_mode"])


def only_with_segments(call: Call) -> None:
    """Raise the 422 of the other mode. The text isn't known from a real answer."""
    _require(call, SEGMENTS)


def only_with_periodicity(call: Call) -> None:
    """Raise the 422 of the other mode."""
    _require(call, PERIODICITY)


def _require(call: Call, mode: str) -> None:
    if customers_mode(call.account) != mode:
        raise errors.unprocessable(f"Customers mode {mode} is not enabled")
