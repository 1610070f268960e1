"""An answer that breaks off is read as far as it goes: half a list of leads doesn't parse, so it has no leads."""

from reference_backend.amocrm import AmoUnreachable, Query
from reference_backend.json_values import JsonObject
from reference_backend.reading import AccountReader
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.reader_of = _Easygoing


class _Easygoing(AccountReader):
    def read(self, path: str, query: Query = ()) -> JsonObject | None:
        try:
            return super().read(path, query)
        except AmoUnreachable:
            if path != "leads":
                raise
            return {}
