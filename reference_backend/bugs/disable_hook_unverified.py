"""Whoever says that an account has switched the integration off is believed, signed or not."""

from reference_backend.backend import Backend
from reference_backend.disable_hook import Word
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.is_genuine = _believe


def _believe(_backend: Backend, _word: Word, /) -> bool:
    return True
