"""An access token that has expired is used on and on; nobody ever asks for the next one."""

from reference_backend.amocrm import Query
from reference_backend.json_values import JsonObject
from reference_backend.reading import AccountReader
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.reader_of = _NeverRefreshing


class _NeverRefreshing(AccountReader):
    def read(self, path: str, query: Query = ()) -> JsonObject | None:
        return self.read_once(path, query)
