"""`X-Context-User-ID`: an administrator's token that acts with another user's rights."""

from dataclasses import replace

from mock_amocrm.oauth.bearer import Caller, unauthorized
from mock_amocrm.problems import problem
from mock_amocrm.whole_number import whole_number

HEADER = "X-Context-User-ID"


def acting_as(caller: Caller, user_id: str | None) -> Caller:
    """The caller as the header makes it; without one, as it is.

    A user that does not exist or is free is refused as a wrong token is. Guesses, because nothing is documented: so is
    a deactivated one, and an ordinary user's token is told that it may not do this at all.
    """
    if user_id is None:
        return caller
    if not caller.is_admin:
        raise problem(403, detail="Forbidden")
    number = whole_number(user_id)
    row = None if number is None else caller.account.row("users", number)
    if number is None or row is None or row.get("is_free") is True or row.get("is_active") is False:
        raise unauthorized(caller.account)
    return replace(caller, user_id=number, is_admin=row.get("is_admin") is True)
