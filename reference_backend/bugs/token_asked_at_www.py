"""The code is taken to www.amocrm.ru, where the consent page was, and not to the account."""

from reference_backend.backend import Backend
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.redeem = _at_the_front_door


def _at_the_front_door(backend: Backend, /, *, user_id: str, host: str, code: str) -> None:
    pair = backend.amocrm.exchange("www.amocrm.ru", code=code)
    backend.seams.keep_grant(backend, user_id=user_id, host=host, pair=pair)
