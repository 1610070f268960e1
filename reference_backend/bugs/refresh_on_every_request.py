"""The access token is never used twice: each read begins with a refresh, however young the token is."""

from reference_backend.amocrm import Query
from reference_backend.json_values import JsonObject
from reference_backend.reading import AccountReader
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.reader_of = _AlwaysRefreshing


class _AlwaysRefreshing(AccountReader):
    def read(self, path: str, query: Query = ()) -> JsonObject | None:
        self.connection = self._backend.seams.renewed(self._backend, self.connection)
        return self.read_once(path, query)
