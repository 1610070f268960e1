"""The fake inside a test process: waitress in a thread, ready when bound, gone without a trace when stopped."""

import logging
import socket
import threading
from collections.abc import Callable, Iterable
from functools import partial
from types import TracebackType
from typing import Self

from waitress import wasyncore  # type: ignore[import-untyped]  # waitress ships no types
from waitress.server import create_server  # type: ignore[import-untyped]
from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]

from mock_amocrm import profile as profiles
from mock_amocrm.app import create_app
from mock_amocrm.extension import Extension
from mock_amocrm.faults.waiting_room import WaitingRoom
from mock_amocrm.journal import CAPACITY, Journal
from mock_amocrm.state.store import Store

THREADS = 8  # one slow answer must not hold up everybody else
SEATS = THREADS - 2  # for answers that are slow on purpose
STOP_SECONDS = 5
BACKLOG = 1024


class MockAmoCRM:
    """A running fake on 127.0.0.1: `with MockAmoCRM() as mock: requests.get(mock.url)`."""

    def __init__(
        self,
        profile: str = profiles.DEFAULT_PROFILE,
        *,
        store: Store | None = None,
        port: int = 0,
        deliver_to: Iterable[str] = (),
        strict: bool = False,
        journal: int = CAPACITY,
    ) -> None:
        hosts = frozenset(host.lower() for host in deliver_to)
        self.fake = Extension(
            store=store or Store(),
            profile=profiles.profile(profile),
            journal=Journal(journal),
            waiting=WaitingRoom(SEATS),
            deliver_to=hosts,
            is_strict=strict,
        )
        self.app = create_app(self.fake)
        self._dispatcher = _Dispatcher()
        # Bound here and by ourselves: a taken port is told at once, and waitress has not opened anything by then.
        listener = socket.create_server(("127.0.0.1", port), backlog=BACKLOG)
        self._server = create_server(
            self.app,
            sockets=[listener],
            ident="mock-amocrm",
            server_name="127.0.0.1",
            backlog=BACKLOG,
            connection_limit=4096,
            asyncore_use_poll=True,
            _dispatcher=self._dispatcher,
        )
        self.port = int(self._server.effective_port)
        self._loop = threading.Thread(target=self._server.run, name=f"mock-amocrm-{self.port}", daemon=True)
        self._stopped = False

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def store(self) -> Store:
        """Its state, for whoever shares the process."""
        return self.fake.store

    def start(self) -> Self:
        """Serve; connections made since the constructor are already waiting in the backlog."""
        self._dispatcher.set_thread_count(THREADS)
        self._loop.start()
        return self

    def stop(self) -> None:
        """Stop serving; no thread and no descriptor is left. Stopping twice is fine."""
        if self._stopped:
            return
        self._stopped = True
        self.fake.waiting.close()
        self.fake.journal.close()
        self.fake.outbox.stop()
        if self._loop.ident is None:
            self._close()
            return
        # Closed from inside its own loop: a close from here would take the descriptors from under a running poll. The
        # loop may be awake already, and must not close what it is woken by before that is done with it.
        pulled = threading.Event()
        self._server.trigger.pull_trigger(partial(self._close, after=pulled))
        pulled.set()
        self._loop.join(STOP_SECONDS)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _close(self, *, after: threading.Event | None = None) -> None:
        if after is not None:
            after.wait(STOP_SECONDS)
        self._dispatcher.shutdown(timeout=STOP_SECONDS)
        self._dispatcher.join(STOP_SECONDS)
        wasyncore.close_all(self._server._map, ignore_all=True)  # noqa: SLF001 - its loop ends when this is empty


def _quiet_logger() -> logging.Logger:
    logger = logging.getLogger("mock_amocrm.queue")
    logger.setLevel(logging.ERROR)
    return logger


class _Dispatcher(ThreadedTaskDispatcher):  # type: ignore[misc]  # untyped base
    """Waitress's worker threads, kept so that they can be joined; a full queue is load, not a warning."""

    queue_logger = _quiet_logger()

    def __init__(self) -> None:
        super().__init__()
        self._started: list[threading.Thread] = []

    def start_new_thread(self, target: Callable[[int], None], thread_no: int) -> None:
        """As waitress does, but remembering the thread."""
        thread = threading.Thread(target=target, name=f"mock-amocrm-worker-{thread_no}", args=(thread_no,), daemon=True)
        self._started.append(thread)
        thread.start()

    def join(self, timeout: float) -> None:
        """Wait until the threads that `shutdown` asked to go are gone."""
        for thread in self._started:
            thread.join(timeout)
