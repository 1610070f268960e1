"""Writes down every hop of one scenario: redacted, numbered, for the event file and for the timeline."""

import datetime
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from harness.adapters.app_api import AppApi
from harness.adapters.crm import MockCrm
from harness.adapters.way_back import page_facts
from harness.wire.exchange import (
    AccountKnown,
    Actor,
    DeepLink,
    Entry,
    Exchange,
    LinkBlocked,
    Message,
    PageError,
    PersonMoved,
    Screen,
    ScreenSeen,
    Way,
    moment,
)
from harness.wire.redaction import Redactor, Texts, shortened
from harness.wire.timeline import Timeline

# Who called whom, by the journal's surface. What a newer fake may journal beside these means nothing here.
SURFACES: Mapping[str, tuple[Actor, Actor]] = {
    "consent": ("browser", "amocrm"),
    "token": ("backend", "amocrm"),
    "api": ("backend", "amocrm"),
    "other": ("backend", "amocrm"),
    "widget": ("browser", "amocrm"),
    "hook": ("amocrm", "backend"),
}

# Where the JSON keys `code` and `state` mean OAuth's; an API's error has a "code", too.
OAUTH_ROLES = frozenset({"connect", "callback", "exchange_code", "other"})


LONG_SECONDS = 0.75  # without a look, before the record of a step is kept up to date besides


class EvidenceLost(Exception):
    """The journal dropped entries of this scenario before they were read, so nothing can be proved from it."""


class Recorder:
    """One scenario's record. The mock's journal is read from `cursor` on, whenever somebody looks."""

    def __init__(
        self, *, crm: MockCrm, api: AppApi, client_id: str, cursor: int, sink: Callable[[Entry], None]
    ) -> None:
        self.api = api
        self.redactor = Redactor()
        self.unattributed: list[str] = []
        self._crm = crm
        self._client_id = client_id
        self.cursor = cursor
        self._sink = sink
        self._pending: deque[Entry] = deque()
        self._looked = time.monotonic()
        self._told = 0  # how many of those have been told already
        self._entries: list[Entry] = []
        self._numbers = 0
        self._owners: dict[str, str] = {}
        self._lock = threading.Lock()  # two phones may be in use at once
        self._reading = threading.Lock()  # who looks, and who keeps a record of a long step

    def own(self, subdomain: str, person: str) -> None:
        """An account belongs to this scenario, and to this person; colleagues who come later don't take it over."""
        self._owners.setdefault(subdomain, person)

    def exchange(
        self,
        *,
        caller: Actor,
        person: str,
        method: str,
        url: str,
        path: str | None = None,
        request_headers: Mapping[str, str],
        request_body: bytes,
        status: int,
        response_headers: Mapping[str, str],
        response_body: bytes,
        started_ns: int,
        ended_ns: int,
    ) -> None:
        """Note one exchange of a client or a browser with the backend; `path` is as the app calls it."""
        path = path or urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl()
        role = self.api.role(method, path)
        sent, got = request_body.decode(errors="replace"), response_body.decode(errors="replace")
        with self._lock:
            self.redactor.know(*self.api.tokens(role, response_body))
            shown, answer = self.redactor.exchange(
                Texts(url, request_headers, sent), Texts("", response_headers, got), oauth=role in OAUTH_ROLES
            )
        # What the app's own bearer token is called here is no token of amoCRM's.
        carried = {kind: value for kind, value in shown.fingerprints.items() if kind in ("code", "state")}
        self._pending.append(
            Exchange(
                number=0,
                caller=caller,
                callee="backend",
                role=role,
                method=method,
                url=shown.url,
                status=status,
                started_ns=started_ns,
                ended_ns=ended_ns,
                wall=_wall(started_ns),
                person=person,
                request=Message(shown.headers, shortened(shown.body)),
                response=Message(answer.headers, shortened(answer.body)),
                fingerprints=carried,
                facts=self._facts(caller, role, status, response_headers, response_body) | self.api.asked(role, path),
            )
        )

    def deep_link(self, person: str, url: str, *, by: Way = "button") -> None:
        """Note a link that left the browser."""
        fingerprints = self.redactor.fingerprints(url)
        parameters = self.redactor.parameters(url)
        now, app = time.monotonic_ns(), self.api.scheme
        link = DeepLink(self.redactor.hide_url(url), parameters, fingerprints, person, now, _wall(now), by, app)
        self._pending.append(link)

    def link_blocked(self, person: str, url: str, *, by: Way) -> None:
        """Note a link that a browser didn't follow."""
        now = time.monotonic_ns()
        self._pending.append(LinkBlocked(self.redactor.hide_url(url), by, person, now, _wall(now)))

    def page_error(self, person: str, text: str, *, url: str, uncaught: bool) -> None:
        """Note what went wrong in a page's scripts."""
        now = time.monotonic_ns()
        told = self.redactor.hide(shortened(text))
        self._pending.append(PageError(told, self.redactor.hide_url(url), uncaught, person, now, _wall(now)))

    def screen(self, person: str, screen: Screen, *, at_ns: int | None = None) -> None:
        """Note what the app shows: now, or since then."""
        now = time.monotonic_ns() if at_ns is None else at_ns
        with self._lock:
            shown = replace(
                screen,
                texts=tuple(map(self.redactor.hide, screen.texts)),
                leads=tuple(replace(card, name=self.redactor.hide(card.name)) for card in screen.leads),
                reason=self.redactor.hide(screen.reason) if screen.reason else None,
            )
        self._pending.append(ScreenSeen(shown, person, now, _wall(now)))

    def note(self, entry: PersonMoved | AccountKnown) -> None:
        """Note what is neither a request nor a screen."""
        self._pending.append(entry)

    def timeline(self) -> Timeline:
        """Everything until now, the journal's news included."""
        self.flush()
        return Timeline.of(self._entries)

    def flush(self) -> None:
        """Fetch the journal's news, number what is new in the order of its beginning, and write it down."""
        with self._reading:
            self._pull()
            self._looked = time.monotonic()
            news = [self._pending.popleft() for _ in range(len(self._pending))]
            self._told = 0
            for entry in sorted(news, key=moment):
                told = self._numbered(entry)
                self._entries.append(told)
                self._sink(told)

    def tell_unsettled(self, tell: Callable[[Entry], object]) -> None:
        """Tell what has come since nobody has looked, each once; numbers are given when somebody does.

        Nothing as long as somebody looks often enough. Whoever looks meanwhile waits until all is told: what is
        written without its number stands before what is written with it.
        """
        if time.monotonic() - self._looked < LONG_SECONDS:
            return
        with self._reading:
            self._pull()
            news = list(self._pending)[self._told :]
            self._told += len(news)
            for entry in news:
                tell(entry)

    def _facts(
        self, caller: Actor, role: str, status: int, headers: Mapping[str, str], body: bytes
    ) -> dict[str, object]:
        if caller == "browser":
            return page_facts(status, headers, body, self.api.scheme) if status else {}
        return self.api.facts(role, status, body)

    def _numbered(self, entry: Entry) -> Entry:
        if not isinstance(entry, Exchange):
            return entry
        self._numbers += 1
        return replace(entry, number=self._numbers)

    def _pull(self) -> None:
        while True:
            news = self._crm.journal(self.cursor)
            if news["evicted"]:
                raise EvidenceLost("the mock's journal dropped entries of this scenario before they were read")
            entries, cursor = news["entries"], news["cursor"]
            assert isinstance(entries, list)
            assert isinstance(cursor, int)
            for entry in entries:
                if entry["surface"] not in SURFACES:
                    continue
                # Our integration with an account of somebody else is another scenario: one that runs beside this one
                # against the same backend, or the end of an earlier one's import.
                account, ours = entry["account"], entry["integration"] == self._client_id
                if account in self._owners or (account is None and ours):
                    self._pending.append(self._journalled(entry))
                else:
                    self.unattributed.append(f"{entry['method']} {entry['path']}")
            if cursor == self.cursor or not entries:
                return
            self.cursor = cursor

    def _journalled(self, entry: Mapping[str, object]) -> Exchange:
        request, response = _mapping(entry["request"]), _mapping(entry["response"])
        account = entry["account"]
        status = response["status"]
        caller, callee = SURFACES[str(entry["surface"])]
        assert isinstance(status, int)
        with self._lock:
            url, sent, got = self.redactor.seek(str(entry["url"])), self._message(request), self._message(response)
        return Exchange(
            number=0,
            caller=caller,
            callee=callee,
            role=str(entry.get("purpose") or entry["surface"]),
            method=str(entry["method"]),
            url=url,
            status=status,
            started_ns=_int(entry["started_ns"]),
            ended_ns=_int(entry["ended_ns"]),
            wall=str(entry["wall"]),
            person=self._owners.get(str(account)),
            account=str(account) if account else None,
            account_time=_int(entry["account_time"]) if entry["account_time"] else None,
            request=sent,
            response=got,
            fingerprints=_strings(entry["fingerprints"]),
            outcome=str(entry["outcome"]) if entry["outcome"] else None,
            fault=str(entry["fault"]) if entry["fault"] else None,
            fault_kind=str(entry["fault_kind"]) if entry.get("fault_kind") else None,
        )

    def _message(self, message: Mapping[str, object]) -> Message:
        """What the fake has redacted by names; a backend may tell amoCRM, too, what only we know to be a secret."""
        headers = {name: self.redactor.seek(value) for name, value in _strings(message["headers"]).items()}
        return Message(headers, self.redactor.seek(str(message["body"])))


def _wall(at_ns: int) -> str:
    seconds = time.time() - (time.monotonic_ns() - at_ns) / 1e9
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="milliseconds")


def _mapping(value: object) -> Mapping[str, object]:
    assert isinstance(value, dict)
    return value


def _strings(value: object) -> dict[str, str]:
    return {str(key): str(inner) for key, inner in _mapping(value).items() if inner is not None}


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
