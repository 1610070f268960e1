"""The private network: amoCRM's names and port 443 inside, nothing of it outside, nothing of it left."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.adapters.waiting import wait_for
from tests.fidelity.private_network import HOSTS, Forbidden, PrivateNetwork, private_network

ROOT = Path(__file__).parents[2]
NAME = "somebody.amocrm.ru"
LISTEN = "import socket; s = socket.create_server(('127.0.0.1', 443)); print('listens', flush=True); "
# What a system does that has no namespaces to give: here its user may make none. Where even that can't be had, the
# system is such a one itself.
FORBIDDING = """
import os, sys
from pathlib import Path
from tests.fidelity.private_network import separate_users
try:
    separate_users()
    Path("/proc/sys/user/max_net_namespaces").write_text("0")
except OSError:
    pass
os.execv(sys.argv[1], sys.argv[1:])
"""


@contextmanager
def made(folder: Path) -> Iterator[PrivateNetwork]:
    """A network, or the reason why there is none here."""
    try:
        with private_network(folder) as network:
            yield network
    except Forbidden as refusal:
        pytest.skip(f"this system lets nobody make a private network: {refusal}")


@pytest.fixture
def network(tmp_path: Path) -> Iterator[PrivateNetwork]:
    with made(tmp_path) as network:
        yield network


def looked_up(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def lookup(name: str) -> tuple[str, ...]:
    return sys.executable, "-c", f"import socket; print(socket.gethostbyname({name!r}))"


def test_names_lead_to_this_machine_inside_and_nowhere_else(network: PrivateNetwork) -> None:
    before = Path(HOSTS).read_bytes()
    network.know(NAME, "www.amocrm.ru")
    assert looked_up(network.inside(*lookup(NAME))) == "127.0.0.1\n"
    assert looked_up(network.inside(*lookup("www.amocrm.ru"))) == "127.0.0.1\n"
    network.know("later.amocrm.ru")
    assert looked_up(network.inside(*lookup("later.amocrm.ru"))) == "127.0.0.1\n"

    assert Path(HOSTS).read_bytes() == before
    assert NAME not in Path(HOSTS).read_text()


def test_whoever_is_not_known_is_not_found_inside(network: PrivateNetwork) -> None:
    assert looked_up(network.inside(*lookup("real.amocrm.ru"))) == ""


def test_nothing_outside_is_reached_from_inside(network: PrivateNetwork) -> None:
    with socket.create_server(("127.0.0.1", 0)) as outside:
        knock = f"import socket; socket.create_connection({outside.getsockname()!r}, 5)"
        refused = subprocess.run(
            network.inside(sys.executable, "-c", knock), capture_output=True, text=True, check=False
        )
    assert "ConnectionRefusedError" in refused.stderr


def test_port_443_is_served_inside_and_seen_through_the_door(network: PrivateNetwork) -> None:
    serve = f"{LISTEN}c, _ = s.accept(); c.sendall(c.recv(9).upper()); c.close()"
    with subprocess.Popen(network.inside(sys.executable, "-c", serve), stdout=subprocess.PIPE, text=True) as inside:
        assert inside.stdout is not None
        assert inside.stdout.readline() == "listens\n"
        with socket.create_connection(("127.0.0.1", network.door), 5) as guest:
            guest.sendall(b"hello")
            assert guest.recv(9) == b"HELLO"
            assert guest.recv(9) == b""  # an end on one side is an end on the other


def test_a_command_inside_keeps_its_folder_and_exit_code(network: PrivateNetwork, tmp_path: Path) -> None:
    ran = subprocess.run(network.inside("sh", "-c", "pwd; exit 7"), cwd=tmp_path, capture_output=True, check=False)
    assert (ran.stdout.decode(), ran.returncode) == (f"{tmp_path}\n", 7)


def test_nothing_is_left_when_the_block_ends(tmp_path: Path) -> None:
    with made(tmp_path) as network:
        keeper = Path(f"/proc/{network.pid}")
        assert keeper.exists()
    wait_for(lambda: not keeper.exists(), what="the end of its keeper", seconds=5, seen=str)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", network.door), 5)


def test_nothing_is_left_when_whoever_made_it_is_killed(tmp_path: Path) -> None:
    with made(tmp_path):
        pass  # or skip
    script = (
        "import sys; from pathlib import Path; from tests.fidelity.private_network import private_network\n"
        f"with private_network(Path({str(tmp_path)!r})) as network:\n"
        "    print(network.pid, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout is not None
        keeper = Path(f"/proc/{int(maker.stdout.readline())}")
        assert keeper.exists()
        os.kill(maker.pid, signal.SIGKILL)
        wait_for(lambda: not keeper.exists(), what="the end of its keeper", seconds=5, seen=str)


def test_a_system_that_forbids_it_is_told_in_one_line(tmp_path: Path) -> None:
    refuse = (
        "import errno, sys; from tests.fidelity import private_network\n"
        "def no(_): raise PermissionError(errno.EPERM, 'Operation not permitted', 'unshare')\n"
        "private_network.keep(sys.argv[2], make=no)"
    )
    keeper = (sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{refuse}")
    with pytest.raises(Forbidden) as told, private_network(tmp_path, keeper=keeper):
        pass
    assert str(told.value) == "Operation not permitted (unshare)"


def test_the_clients_that_need_it_are_skipped_with_one_reason_where_it_is_forbidden() -> None:
    inner = ["tests/fidelity/test_clients.py", "-k", "amocrm-js and Pages", "-rs", "-p", "no:cacheprovider"]
    command = [sys.executable, "-c", FORBIDDING, sys.executable, "-m", "pytest", *inner]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert "1 skipped" in ran.stdout, ran.stdout + ran.stderr
    assert "failed" not in ran.stdout
    assert ran.stdout.count("this system lets nobody make a private network: ") == 1
