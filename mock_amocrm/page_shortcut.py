"""Pages of the API that were just sent, answered again without waking Flask: it costs more than the page does."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

from mock_amocrm.answer import Answer, Pairs
from mock_amocrm.api_v4.memo import Memo
from mock_amocrm.hosts import RequestedHost
from mock_amocrm.oauth.bearer import Caller, authenticate
from mock_amocrm.problems import Problem
from mock_amocrm.state.store import Store

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

BYTES_HELD = 2 * 1024 * 1024  # of pages, for the whole fake
PER_REQUEST = "x-request-id"
PageKey = tuple[Hashable, int]  # which page, and of which revision of the account


class PageShortcut:
    """Remembers successful GETs under the account's revision; the caller is authenticated every time."""

    def __init__(self) -> None:
        self._pages: Memo[tuple[Pairs, bytes]] = Memo(bound=BYTES_HELD)

    def caller(self, store: Store, environ: "WSGIEnvironment", host: RequestedHost) -> Caller | None:
        """Whoever may have a page without further ado; everybody else goes the long way and hears why not."""
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_X_CONTEXT_USER_ID" in environ:
            return None
        try:
            return authenticate(store, host, environ.get("HTTP_AUTHORIZATION"))
        except Problem:
            return None

    def key(self, caller: Caller, environ: "WSGIEnvironment") -> PageKey:
        """Everything that an answer to a GET depends on, the revision apart."""
        place = (
            caller.account.id,
            caller.user_id,
            caller.is_admin,
            caller.client_id,
            caller.scopes,
            environ["wsgi.url_scheme"],
            environ.get("HTTP_HOST"),
            environ["PATH_INFO"],
            environ.get("QUERY_STRING"),
        )
        return place, caller.account.revision

    def find(self, key: PageKey) -> Answer | None:
        """The page of a key."""
        place, revision = key
        page = self._pages.get(place, version=revision)
        return None if page is None else Answer("200 OK", list(page[0]), page[1])

    def remember(self, key: PageKey, answer: Answer) -> None:
        """Keep a page for the next time; the key was made before the page, so a write in between only wastes it."""
        if answer.code == 200:
            headers = [pair for pair in answer.headers if pair[0].lower() != PER_REQUEST]
            place, revision = key
            self._pages.put(place, (headers, answer.body), weight=len(answer.body), version=revision)
