"""An account that isn't paid for, or lets this address in no more, is taken for one that has taken its consent back."""

from reference_backend.amocrm import AmoRefused, Query
from reference_backend.backend import Backend
from reference_backend.connections import Connection, remove_connection
from reference_backend.json_values import JsonObject
from reference_backend.reading import AccountReader
from reference_backend.refusals import reconnect
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.reader_of = _Resentful


class _Resentful(AccountReader):
    def __init__(self, backend: Backend, connection: Connection) -> None:
        super().__init__(backend, connection)
        self._database = backend.database

    def read(self, path: str, query: Query = ()) -> JsonObject | None:
        try:
            return super().read(path, query)
        except AmoRefused as refused:
            if refused.status not in (402, 403):
                raise
            remove_connection(self._database, self.connection.user_id)
            raise reconnect() from refused
