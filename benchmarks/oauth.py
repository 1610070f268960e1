"""Authorize and token, one client: the fake side by side with npm's oauth2-mock-server."""

import json
import statistics
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from urllib.parse import urlencode

from benchmarks.figures import Benchmark, Figure, Pace, Wanted, over_rounds, ratios
from benchmarks.server_process import MOCK, server_process
from benchmarks.visitor import REDIRECT_URI, Tenant, Visitor, code_in, new_tenant
from tests.prerequisites import node, node_modules

PEER = "oauth2-mock-server"
AUTHORIZE = "/authorize?" + urlencode(
    {"response_type": "code", "client_id": "c-1", "redirect_uri": REDIRECT_URI, "state": "s-1", "scope": "crm"}
)
Flow = Callable[[], float]  # walks once, answers the seconds spent waiting for answers


class PeerMissing(Exception):
    """The peer isn't installed; the message says how to get it."""


def measure(pace: Pace) -> Sequence[Figure]:
    """The flows take turns, one walk each, so that whatever slows the machine slows them all."""
    with ExitStack() as stack:
        mock = stack.enter_context(server_process([*MOCK, "--world=empty"]))
        peer = stack.enter_context(server_process(peer_command()))
        ours, theirs = Visitor(mock.address), Visitor(peer.address)
        stack.callback(ours.close)
        stack.callback(theirs.close)
        tenant = new_tenant(ours, "demo")
        flows: dict[str, Flow] = {
            f"{PEER}: authorize, token": lambda: _peer(theirs),
            "signed in: allow, token": _Signed(tenant, ours),
            "sign in, allow, token": lambda: _full(tenant, ours),
        }
        rounds: dict[str, list[float]] = {name: [] for name in flows}
        for flow in flows.values():
            flow()
        for _ in range(pace.rounds):
            walks: dict[str, list[float]] = {name: [] for name in flows}
            for _ in range(pace.repeats):
                for name, flow in flows.items():
                    walks[name].append(flow() * 1000)
            for name, walked in walks.items():
                rounds[name].append(statistics.median(walked))
    peer_name, same_hops, whole_way = rounds
    return [
        ratios(f"{same_hops} (ours) ÷ {peer_name}", rounds[same_hops], rounds[peer_name], wanted=Wanted("≤", 1)),
        ratios(f"{whole_way} (ours) ÷ {peer_name}", rounds[whole_way], rounds[peer_name]),
        *(over_rounds(name, found, "ms") for name, found in rounds.items()),
    ]


def peer_command() -> list[str]:
    """How to start the peer."""
    script = node_modules() / PEER / "dist" / "oauth2-mock-server.mjs"
    found = node()
    if found is None or not script.is_file():
        raise PeerMissing(f"{PEER} is not installed; type: .venv/bin/python tests/prerequisites.py")
    return [str(found), str(script), "-a", "127.0.0.1", "-p", "0"]


def _peer(visitor: Visitor) -> float:
    """Two requests: it asks nobody, the first answer is the redirect with a code."""
    visitor.elapsed = 0
    answer, _ = visitor.ask("GET", AUTHORIZE)
    fields = {"grant_type": "authorization_code", "code": code_in(answer), "redirect_uri": REDIRECT_URI}
    _, content = visitor.post_form("/token", fields | {"client_id": "c-1", "client_secret": "s"})
    assert json.loads(content)["access_token"]
    return visitor.elapsed


class _Signed:
    """Two requests by somebody who signed in before and sees the consent page: the click on «Разрешить», the token."""

    def __init__(self, tenant: Tenant, visitor: Visitor) -> None:
        self._tenant, self._visitor = tenant, visitor
        visitor.cookie = ""
        self._form = tenant.sign_in(visitor)
        self._cookie = visitor.cookie

    def __call__(self) -> float:
        self._visitor.cookie, self._visitor.elapsed = self._cookie, 0
        code = self._tenant.allow(self._visitor, self._form)
        self._tenant.redeem(self._visitor, grant_type="authorization_code", code=code)
        return self._visitor.elapsed


def _full(tenant: Tenant, visitor: Visitor) -> float:
    """Four requests in a fresh browser: sign-in page, its form, the consent form, the token."""
    visitor.cookie, visitor.elapsed = "", 0
    tenant.connect(visitor)
    return visitor.elapsed


BENCHMARK = Benchmark(
    "oauth",
    f"From authorize to a token pair, one keep-alive client, only the waiting for answers is timed. {PEER} asks"
    " nobody and checks no code: GET authorize answers the redirect, then the token (two JWTs, RS256). Ours has a"
    " consent page, so the same two requests are the click on “allow” of somebody signed in, and the token (one JWT,"
    " RS256, the code checked and spent once); the whole way of a fresh browser is four requests.",
    measure,
)
