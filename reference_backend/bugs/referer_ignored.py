"""The account's host stands in the code; what amoCRM's redirect says in `referer` is not read."""

from reference_backend.backend import Backend
from reference_backend.redemption import redeem
from reference_backend.seams import Seams

_OUR_ACCOUNT = "ouragency.amocrm.ru"


def install(seams: Seams) -> None:
    seams.redeem = _at_our_account


def _at_our_account(backend: Backend, /, *, user_id: str, code: str, **_unread: str) -> None:
    redeem(backend, user_id=user_id, host=_OUR_ACCOUNT, code=code)
