"""Requests that meet an expired token at once all refresh it, and the losers throw the winner's pair away."""

from reference_backend.amocrm import AmoRefused
from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.refusals import reconnect
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.renewed = _renewed_by_whoever_comes


def _renewed_by_whoever_comes(backend: Backend, stale: Connection, /) -> Connection:
    try:
        pair = backend.seams.refresh(backend, stale)
    except AmoRefused as refused:
        if refused.status != 401:
            raise
        backend.seams.forget_refused(backend, stale)
        raise reconnect() from refused
    return backend.seams.keep_rotated(backend, stale, pair)
