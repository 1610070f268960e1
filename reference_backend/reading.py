"""Reading from the account of one connection, whatever state its access token is in."""

from collections.abc import Iterator, Sequence
from itertools import count

from reference_backend.amocrm import AmoRefused, Query
from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.json_values import JsonObject, as_object, as_objects
from reference_backend.renewal import usable

PAGE_SIZE = 50


class AccountReader:
    """Keeps the renewed connection, so that one renewal serves all the reads that follow."""

    def __init__(self, backend: Backend, connection: Connection) -> None:
        self.connection = connection
        self._backend = backend

    def read(self, path: str, query: Query = ()) -> JsonObject | None:
        self.connection = usable(self._backend, self.connection)
        try:
            return self.read_once(path, query)
        except AmoRefused as refused:
            if refused.status != 401:
                raise
        self.connection = self._backend.seams.renewed(self._backend, self.connection)
        return self.read_once(path, query)

    def pages(self, name: str, query: Query = ()) -> Iterator[list[JsonObject]]:
        """Page after page of a collection, until there is no next one.

        Ordered by id: in amoCRM's own order (by change) an entity changed meanwhile would shift one off the page.
        """
        for page in count(1):
            answer = self.read(name, [*query, ("order[id]", "asc"), ("page", page), ("limit", PAGE_SIZE)])
            if answer is None:
                return
            yield _embedded(answer, name)
            if "next" not in as_object(answer.get("_links")):
                return

    def by_ids(self, name: str, ids: Sequence[int], query: Query = ()) -> Iterator[JsonObject]:
        """The entities among these ids that still exist."""
        for start in range(0, len(ids), PAGE_SIZE):
            wanted = [("filter[id][]", number) for number in ids[start : start + PAGE_SIZE]]
            yield from _embedded(self.read(name, [*query, *wanted, ("limit", PAGE_SIZE)]) or {}, name)

    def read_once(self, path: str, query: Query) -> JsonObject | None:
        """With the access token as it is; whether that is alive shows in the answer."""
        connection = self.connection
        return self._backend.amocrm.read(connection.host, path, access_token=connection.access_token, query=query)


def _embedded(answer: JsonObject, name: str) -> list[JsonObject]:
    return as_objects(as_object(answer.get("_embedded")).get(name))
