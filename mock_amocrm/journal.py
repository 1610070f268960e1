"""What happened on the fake's wire: a bounded ring of redacted requests and answers, oldest forgotten first."""

import threading
import zlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import unquote

from mock_amocrm.note import Note
from mock_amocrm.redaction import Found, Headers, redact_body
from mock_amocrm.why_not import HEADER as WHY_NOT

CAPACITY = 3_000  # entries
BYTES_HELD = 4 * 1024 * 1024  # of bodies, as they are held; a page that many entries share counts once
PACKING = 3  # zlib's level: a list of 50 leads shrinks to a thirteenth in 0.05 ms; higher ones cost five times that
BODY_SHOWN = 64 * 1024
SEATS = 1  # for readers who wait for the next entry: each holds a thread of the server
SHARED_HEADERS = 4096  # distinct header sets that are kept as one object each


@dataclass(frozen=True, slots=True)
class Entry:
    """One request and its answer, with no secret in it."""

    surface: str
    note: Note
    started_ns: int
    ended_ns: int
    wall: float
    method: str
    url: str
    path: str
    request_headers: Headers
    request_body: str
    status: int
    response_headers: Headers
    response_body: str | bytes  # bytes: a page of the API, packed, read only if somebody asks
    fingerprints: Mapping[str, str]
    fault: str | None  # a fault's id, or what stands before the account: limits, block, ip_list
    fault_kind: str | None = None
    seq: int = 0

    def line(self) -> dict[str, object]:
        """What a list of many entries shows: neither headers nor bodies."""
        return {
            "seq": self.seq,
            "surface": self.surface,
            "integration": self.note.integration,
            "account": self.note.account,
            "started_ns": self.started_ns,
            "ended_ns": self.ended_ns,
            "wall": datetime.fromtimestamp(self.wall, UTC).isoformat(timespec="microseconds"),
            "account_time": self.note.account_time,
            "method": self.method,
            "url": self.url,
            "path": self.path,
            "status": self.status,
            "fingerprints": dict(self.fingerprints),
            "outcome": self.note.outcome,
            "purpose": self.note.purpose,
            "fault": self.fault,
            "fault_kind": self.fault_kind,
            "why_not": next((unquote(value) for name, value in self.response_headers if name == WHY_NOT), None),
        }

    def document(self) -> dict[str, object]:
        """The entry as the control API shows it."""
        line = self.line()
        del line["status"]
        return {
            **line,
            "request": {"headers": _merged(self.request_headers), "body": self.request_body},
            "response": {
                "status": self.status,
                "headers": _merged(self.response_headers),
                "body": _text(self.response_body),
            },
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """Some entries, and where to go on."""

    entries: list[Entry]
    cursor: int
    evicted: bool  # entries after `since` are gone: whoever judges by this reading has lost evidence
    oldest: int | None


class Journal:
    """The ring. Recording costs microseconds; everything dear happens when somebody reads."""

    def __init__(self, capacity: int = CAPACITY, *, bytes_held: int = BYTES_HELD) -> None:
        self._capacity = capacity
        self._bytes_held = bytes_held
        self._bytes = 0
        self._entries: deque[Entry] = deque()
        self._holders: dict[int, int] = {}  # id of a shared page → how many entries hold it
        self._headers: dict[Headers, Headers] = {}
        self._seq = 0
        self._lock = threading.Lock()
        self._news = threading.Condition(self._lock)
        self._waiting = 0
        self._closed = False

    @property
    def cursor(self) -> int:
        """The number of the latest entry."""
        return self._seq

    def record(self, entry: Entry) -> None:
        """Append an entry and number it."""
        with self._lock:
            self._seq += 1
            object.__setattr__(entry, "seq", self._seq)  # frozen for everybody but the ring that numbers it
            self._entries.append(entry)
            self._bytes += self._acquired(entry)
            while len(self._entries) > self._capacity or (self._bytes > self._bytes_held and len(self._entries) > 1):
                self._bytes -= self._released(self._entries.popleft())
            if self._waiting:
                self._news.notify_all()

    def await_news(self, *, since: int, seconds: float) -> bool:
        """Wait until there is an entry after `since`; False at once where somebody else already waits."""
        with self._news:
            if self._waiting >= SEATS or self._closed:
                return False
            self._waiting += 1
            try:
                self._news.wait_for(lambda: self._seq > since or self._closed, timeout=seconds)
            finally:
                self._waiting -= 1
            return True

    def close(self) -> None:
        """Let go whoever waits, and nobody wait any more: the fake stops."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def find(self, seq: int) -> Entry | None:
        """One entry by its number, unless it was forgotten."""
        with self._lock:
            position = seq - self._entries[0].seq if self._entries else -1
            return self._entries[position] if 0 <= position < len(self._entries) else None

    def shared(self, headers: Headers) -> Headers:
        """The one object for equal headers: a client sends the same ones thousands of times."""
        known = self._headers.get(headers)
        if known is None:
            if len(self._headers) >= SHARED_HEADERS:
                self._headers.clear()
            known = self._headers.setdefault(headers, headers)
        return known

    def read(
        self, *, since: int = 0, account: str | None = None, integration: str | None = None, limit: int | None = None
    ) -> Reading:
        """Entries after `since`; with an account and an integration, those of either."""
        with self._lock:
            entries = list(self._entries)
            latest = self._seq
        oldest = entries[0].seq if entries else None
        wanted = (entry for entry in entries if entry.seq > since and _belongs(entry, account, integration))
        found = list(wanted if limit is None else islice(wanted, limit))
        full = limit is not None and len(found) == limit
        return Reading(
            entries=found,
            cursor=(found[-1].seq if found else since) if full else latest,
            evicted=(oldest if oldest is not None else latest + 1) > since + 1,
            oldest=oldest,
        )

    def _acquired(self, entry: Entry) -> int:
        body = entry.response_body
        held = self._holders.get(id(body), 0)
        if isinstance(body, bytes):
            self._holders[id(body)] = held + 1
        return len(entry.request_body) + (0 if held else len(body))

    def _released(self, entry: Entry) -> int:
        body = entry.response_body
        left = self._holders.get(id(body), 1) - 1
        if isinstance(body, bytes):
            if left:
                self._holders[id(body)] = left
            else:
                del self._holders[id(body)]
        return len(entry.request_body) + (0 if left else len(body))


def packed(page: bytes) -> bytes:
    """A page as entries hold it."""
    return zlib.compress(page, PACKING)


def capped(body: str) -> str:
    """A body short enough to show, and how much of it is missing."""
    if len(body) <= BODY_SHOWN:
        return body
    return f"{body[:BODY_SHOWN]}… ({len(body) - BODY_SHOWN} more characters)"


def _text(body: str | bytes) -> str:
    if isinstance(body, str):
        return body
    return capped(redact_body(zlib.decompress(body).decode("utf-8", "replace"), found=Found(), oauth=False))


def _merged(headers: Headers) -> dict[str, str]:
    merged: dict[str, str] = {}
    for name, value in headers:
        merged[name] = f"{merged[name]}, {value}" if name in merged else value
    return merged


def _belongs(entry: Entry, account: str | None, integration: str | None) -> bool:
    if account is None and integration is None:
        return True
    mine = account is not None and entry.note.account == account
    return mine or (integration is not None and entry.note.integration == integration)
