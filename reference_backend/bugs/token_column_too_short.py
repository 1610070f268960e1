"""The columns of tokens are VARCHAR(255), and the database cuts off what is longer without a word."""

from dataclasses import replace

from reference_backend.amocrm import TokenPair
from reference_backend.backend import Backend
from reference_backend.redemption import keep_grant
from reference_backend.seams import Seams

_COLUMN = 255  # characters; as MySQL does it outside of its strict mode, since SQLite minds no length


def install(seams: Seams) -> None:
    seams.keep_grant = _keep_what_fits


def _keep_what_fits(backend: Backend, /, *, user_id: str, host: str, pair: TokenPair) -> None:
    access_token, refresh_token = pair.access_token[:_COLUMN], pair.refresh_token[:_COLUMN]
    short = replace(pair, access_token=access_token, refresh_token=refresh_token)
    keep_grant(backend, user_id=user_id, host=host, pair=short)
