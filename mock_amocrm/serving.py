"""The fake as its own process: granian with one worker, a demo account and an integration to begin with."""

import socket
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mock_amocrm.heap import give_memory_back
from mock_amocrm.profile import DEFAULT_PROFILE

if TYPE_CHECKING:
    from flask import Flask

SUBDOMAIN = "demo"
BLOCKING_THREADS = 16  # at most, made at need: one slow answer must not hold up everybody else
SEATS = BLOCKING_THREADS - 4  # for answers that are slow on purpose
READY_SECONDS = 30
STOP_SECONDS = 3


class CannotServe(Exception):
    """Why the server does not start, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What `mock-amocrm serve` was asked for. The worker process gets it pickled, and builds the fake from it."""

    host: str
    port: int
    client_id: str
    client_secret: str
    redirect_uri: str
    world: str | Path
    domain: str
    lang: str | None
    seed: int
    leads: int | None
    journal: int
    profile: str = DEFAULT_PROFILE
    tls: bool = False
    ca_file: Path | None = None
    deliver_to: tuple[str, ...] = ()
    strict: bool = False
    limits: bool = False

    @property
    def url(self) -> str:
        """Where a client on this machine finds the server."""
        reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - not bound to here
        bracketed = f"[{reachable}]" if ":" in reachable else reachable
        return f"{'https' if self.tls else 'http'}://{bracketed}:{self.port}"


def serve(serving: Serving) -> None:
    """Serve until interrupted."""
    from granian.constants import HTTPModes, Interfaces, SSLProtocols
    from granian.log import LogLevels
    from granian.server import Server

    refuse_taken_port(serving.host, serving.port)
    with tempfile.TemporaryDirectory(prefix="mock-amocrm-") as folder:
        chain, key = _certificates(serving, Path(folder)) if serving.tls else (None, None)
        server = Server(
            target="mock_amocrm",
            address=serving.host,
            port=serving.port,
            interface=Interfaces.WSGI,
            workers=1,  # the state is this one process's memory
            blocking_threads=BLOCKING_THREADS,
            http=HTTPModes.http1,
            websockets=False,
            log_level=LogLevels.error,
            workers_kill_timeout=STOP_SECONDS,
            ssl_cert=chain,
            ssl_key=key,
            ssl_protocol_min=SSLProtocols.tls12,
        )
        # Granian would answer a hang-up by a second worker beside the first: two memories, and then a new empty one.
        server.signal_handler_reload = server.signal_handler_interrupt  # type: ignore[method-assign]
        server.serve(target_loader=partial(load_app, serving), wrap_loader=False)


def load_app(serving: Serving) -> "Flask":
    """The application of the worker process; it tells how to sign in as soon as the port answers."""
    give_memory_back()
    app, introduction = build(serving)
    threading.Thread(target=_announce, args=(serving, introduction), daemon=True).start()
    return app


def build(serving: Serving) -> tuple["Flask", str]:
    """A fake with one account and one integration, and what a developer needs to know about it."""
    from mock_amocrm.app import create_app
    from mock_amocrm.extension import Extension
    from mock_amocrm.faults.waiting_room import WaitingRoom
    from mock_amocrm.introduction import introduction
    from mock_amocrm.journal import Journal
    from mock_amocrm.limits.limits import Limits
    from mock_amocrm.opening import open_account
    from mock_amocrm.profile import profile
    from mock_amocrm.state.store import Store

    store = Store()
    fake = Extension(
        store=store,
        profile=profile(serving.profile),
        journal=Journal(serving.journal),
        waiting=WaitingRoom(SEATS),
        deliver_to=frozenset(serving.deliver_to),
        is_strict=serving.strict,
    )
    if serving.limits:
        fake.gate.set_default(Limits())
    account = open_account(
        store,
        serving.world,
        subdomain=SUBDOMAIN,
        domain=serving.domain,
        lang=serving.lang,
        seed=serving.seed,
        leads=serving.leads,
    )
    integration = store.add_integration(
        name="Demo",
        redirect_uri=serving.redirect_uri,
        client_id=serving.client_id,
        client_secret=serving.client_secret,
    )
    return create_app(fake), introduction(serving.url, account, integration)


def refuse_taken_port(host: str, port: int) -> None:
    """Say that a port is taken before granian shares it: with SO_REUSEPORT two servers would answer by turns."""
    _bound(host, port)


def free_port(host: str) -> int:
    """A port that nobody listens on at this moment."""
    return _bound(host, 0)


def _bound(host: str, port: int) -> int:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            number: int = probe.getsockname()[1]
            return number
    except OSError as error:
        raise CannotServe(f"cannot listen on {host}:{port}: {error.strerror or error}") from None


def _certificates(serving: Serving, folder: Path) -> tuple[Path, Path]:
    from mock_amocrm.tls import make_certificates

    certificates = make_certificates(folder)
    if serving.ca_file is not None:
        try:
            serving.ca_file.write_bytes(certificates.authority)
        except OSError as error:
            raise CannotServe(f"--ca-file {serving.ca_file}: {error.strerror}") from None
    return certificates.chain, certificates.key


def _announce(serving: Serving, text: str) -> None:
    tick = threading.Event()
    host = serving.url.partition("://")[2].rpartition(":")[0].strip("[]")
    for _ in range(READY_SECONDS * 50):
        try:
            socket.create_connection((host, serving.port), timeout=1).close()
        except OSError:
            tick.wait(0.02)
        else:
            sys.stdout.write(text)
            sys.stdout.flush()
            return
