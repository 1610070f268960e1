"""Whoever reads keeps the pair that the request began with, and brings its spent refresh token to the next 401."""

from reference_backend.amocrm import AmoRefused, Query
from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.json_values import JsonObject
from reference_backend.reading import AccountReader
from reference_backend.refusals import reconnect
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.reader_of = _ForgetfulReader


class _ForgetfulReader(AccountReader):
    def read(self, path: str, query: Query = ()) -> JsonObject | None:
        begun_with = self.connection
        try:
            return self.read_once(path, query)
        except AmoRefused as refused:
            if refused.status != 401:
                raise
        self.connection = _refreshed(self._backend, begun_with)
        answer = self.read_once(path, query)
        self.connection = begun_with
        return answer


def _refreshed(backend: Backend, connection: Connection) -> Connection:
    """As if the pair of this request were the newest there is."""
    try:
        pair = backend.seams.refresh(backend, connection)
    except AmoRefused as refused:
        if refused.status != 401:
            raise
        backend.seams.forget_refused(backend, connection)
        raise reconnect() from refused
    return backend.seams.keep_rotated(backend, connection, pair)
