"""Reads go to the host that shows the consent page, and not to that of the account which gave the token."""

from reference_backend.amocrm import Query
from reference_backend.json_values import JsonObject
from reference_backend.reading import AccountReader
from reference_backend.seams import Seams

_MAIN_HOST = "www.amocrm.ru"


def install(seams: Seams) -> None:
    seams.reader_of = _ReaderAtMainHost


class _ReaderAtMainHost(AccountReader):
    def read_once(self, path: str, query: Query) -> JsonObject | None:
        token = self.connection.access_token
        return self._backend.amocrm.read(_MAIN_HOST, path, access_token=token, query=query)
