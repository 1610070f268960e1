"""One request to the API after its transport has been taken off, and the answer before it is put on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.memo import Memo
from mock_amocrm.api_v4.query import Query
from mock_amocrm.api_v4.rights import Rights
from mock_amocrm.api_v4.view import View
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Who asks what of which account. Handlers run under the account's lock."""

    account: Account
    user_id: int
    origin: str  # scheme://host[:port]
    memo: Memo[object]
    client_id: str = ""  # of the integration whose token it is
    query: Query = field(default_factory=Query)
    ids: Mapping[str, int] = field(default_factory=dict)  # numbers in the path
    names: Mapping[str, str] = field(default_factory=dict)  # texts in the path
    body: bytes = b""
    rights: Rights | None = None  # what the user may do; None is everything
    is_strict: bool = False

    def view(self, suffix: str = "", *, withs: frozenset[str] | None = None) -> View:
        """The reader's point of view on this account; `withs` overrules what the query asks for."""
        return View(
            account=self.account,
            user_id=self.user_id,
            base=f"{self.origin}/api/v4/",
            withs=self.query.withs if withs is None else withs,
            memo=self.memo,
            suffix=suffix,
        )

    def commit(self, kind: str, before: Row | None, after: Row | None) -> None:
        """Store what this call makes of a row, and let whoever watches know."""
        self.account.commit(Change(kind, before, after, self.user_id, self.account.clock.now()))

    @property
    def author(self) -> Author:
        """Whoever asks, as the author of a change."""
        return Author(user_id=self.user_id, now=self.account.clock.now())


@dataclass(frozen=True, slots=True)
class Raw:
    """A body that is no JSON: the content of a file."""

    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and what will be JSON; None has no body."""

    payload: object
    status: int = 200


NO_CONTENT = Answer(None, 204)
