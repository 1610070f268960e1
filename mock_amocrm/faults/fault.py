"""A misfortune that was ordered: which requests it strikes, when, how often, and what becomes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

import orjson

from mock_amocrm.faults.kinds import ANSWER, KINDS, Kind
from mock_amocrm.faults.period import Period
from mock_amocrm.faults.replies import BODILESS, HTML, Reply, page, problem
from mock_amocrm.faults.trouble import Mark, Trouble
from mock_amocrm.note import Note


@dataclass(frozen=True, slots=True)
class Target:
    """The requests that match everything named."""

    path: str  # a glob: /oauth2/access_token, /api/v4/leads*
    method: str | None = None
    account: str | None = None
    integration: str | None = None

    def covers(self, note: Note, *, method: str, path: str) -> bool:
        """Whether a request is one of those meant."""
        return (
            (self.method is None or self.method == method)
            and (self.account is None or self.account == note.account)
            and (self.integration is None or self.integration == note.integration)
            and fnmatchcase(path, self.path)
        )


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many of the covered requests are struck; `times` of None is every one until the fault is withdrawn."""

    times: int | None = 1
    skip: int = 0  # so many are spared first
    probability: float = 1
    seed: int = 0  # the same seed spares and strikes in the same order


@dataclass(frozen=True, slots=True)
class Fault:
    """An order. Of `status`, `body` and `page` only the kind `answer` makes anything."""

    id: str
    target: Target
    period: Period
    kind: Kind = KINDS[ANSWER]
    frequency: Frequency = field(default_factory=Frequency)
    shape: str | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = None  # text as it is, anything else as JSON; None is a problem document of the status
    page: bool = False  # without a body: the page of a web server that stands before amoCRM, instead of the problem
    after: bool = False  # the request takes effect and only its answer is lost
    seconds: float = 0

    def trouble(self, *, lang: str) -> Trouble:
        """What becomes of a request that it strikes; `lang` is the account's."""
        return Trouble(
            mark=Mark(self.id, self.kind.name),
            reply=self._reply(lang),
            after=self.after,
            delivery=self.kind.delivery,
            seconds=self.seconds,
        )

    def _reply(self, lang: str) -> Reply | None:
        if self.status is not None:
            reply = self._own(self.status)
        elif self.shape is not None:
            reply = self.kind.shapes[self.shape](lang)
        else:
            return None
        return replace(reply, headers=self.headers)

    def _own(self, status: int) -> Reply:
        if status in BODILESS:
            return Reply(status)
        if self.body is None:
            return page(status) if self.page else problem(status)
        if isinstance(self.body, str):
            return Reply(status, HTML, self.body.encode())
        return Reply(status, "application/json", orjson.dumps(self.body))
