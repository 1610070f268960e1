"""A network and a hosts file that only some processes see: amoCRM's names lead to this machine there, 443 is free.

Clients that insist on `https://{subdomain}.amocrm.ru` run in it beside the fake. Linux only, as root or with user
namespaces; nothing outside changes, and all is gone when the block ends or its process is killed. One door leads in:
a loopback port of the machine, relayed to port 443 inside, for whoever watches.
"""

import ctypes
import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

HTTPS = 443
HOSTS = "/etc/hosts"
LOOPBACK = "127.0.0.1"

NEW_MOUNTS, NEW_USERS, NEW_NETWORK = 0x00020000, 0x10000000, 0x40000000  # sched.h: CLONE_NEWNS, NEWUSER, NEWNET
NAMESPACES = {"user": NEW_USERS, "net": NEW_NETWORK, "mnt": NEW_MOUNTS}  # in the order in which one joins them
BIND, RECURSIVE, PRIVATE = 1 << 12, 1 << 14, 1 << 18  # sys/mount.h: MS_BIND, MS_REC, MS_PRIVATE
READ_FLAGS, WRITE_FLAGS = 0x8913, 0x8914  # sys/ioctl.h: SIOCGIFFLAGS, SIOCSIFFLAGS
UP = 1  # net/if.h: IFF_UP
CHUNK = 65_536


class Forbidden(Exception):
    """This machine lets nobody make such a network; the message says what refused."""


@dataclass(frozen=True, slots=True)
class PrivateNetwork:
    """One that is running."""

    pid: int
    door: int  # the port of 127.0.0.1, outside, that leads to 443 inside
    hosts: Path

    def inside(self, *command: object) -> list[str]:
        """The same command, run inside."""
        return [sys.executable, __file__, "join", str(self.pid), *map(str, command)]

    def know(self, *names: str) -> None:
        """From now on these host names lead to this machine, inside."""
        with self.hosts.open("a", encoding="ascii") as file:  # appended in place: the bind mount follows the inode
            file.write(f"{LOOPBACK} {' '.join(names)}\n")


@contextmanager
def private_network(folder: Path, *, keeper: Sequence[str] = (sys.executable, __file__)) -> Iterator[PrivateNetwork]:
    """A network of its own until the block ends; `Forbidden` where the system refuses."""
    from tests.supervised import supervised  # not at the top: inside, this file is a script without the project

    if sys.platform != "linux":
        raise Forbidden("only Linux has namespaces")
    hosts = folder / "hosts"
    hosts.write_bytes(Path(HOSTS).read_bytes() + b"\n")
    command = supervised(*keeper, "keep", hosts)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        told = json.loads(process.stdout.readline() or '{"forbidden": "its keeper died"}')
        if "forbidden" in told:
            raise Forbidden(told["forbidden"])
        yield PrivateNetwork(told["pid"], told["door"], hosts)
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def keep(hosts: str, *, make: Callable[[str], None] | None = None) -> None:
    """Make the network, say so in one line of JSON, and hold its door open until killed."""
    with socket.create_server((LOOPBACK, 0)) as door:  # a socket stays in the network that it was made in
        try:
            (make or separate)(hosts)
        except OSError as error:
            told: dict[str, object] = {"forbidden": f"{error.strerror} ({error.filename})"}
        else:
            told = {"pid": os.getpid(), "door": door.getsockname()[1]}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        while "pid" in told:
            guest, _ = door.accept()
            threading.Thread(target=_let_in, args=(guest,), daemon=True).start()


def separate(hosts: str) -> None:
    """Move this process into a network and mounts of its own, with loopback up and another hosts file."""
    try:
        _call("unshare", NEW_NETWORK | NEW_MOUNTS)
    except PermissionError:  # not root, or root without the right to it: perhaps as root of a user namespace
        separate_users()
        _call("unshare", NEW_NETWORK | NEW_MOUNTS)
    _call("mount", None, b"/", None, RECURSIVE | PRIVATE, None)
    _call("mount", hosts.encode(), HOSTS.encode(), None, BIND, None)
    with socket.socket() as any_socket:
        name = b"lo".ljust(16, b"\0")
        flags = struct.unpack_from("H", fcntl.ioctl(any_socket, READ_FLAGS, name + bytes(24)), 16)[0]
        fcntl.ioctl(any_socket, WRITE_FLAGS, name + struct.pack("H", flags | UP) + bytes(22))


def separate_users() -> None:
    """Move this process into a user namespace of its own, where it is root."""
    user, group = os.getuid(), os.getgid()
    _call("unshare", NEW_USERS)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {user} 1")
    Path("/proc/self/gid_map").write_text(f"0 {group} 1")


def join(pid: str, *command: str) -> None:
    """Become a command inside the network of a process."""
    here = Path.cwd()
    for name, kind in NAMESPACES.items():
        theirs = Path(f"/proc/{pid}/ns/{name}")
        if theirs.readlink() != Path(f"/proc/self/ns/{name}").readlink():
            with theirs.open("rb") as namespace:
                _call("setns", namespace.fileno(), kind)
    os.chdir(here)  # joining mounts leads to their root
    os.execvp(command[0], command)


def _let_in(guest: socket.socket) -> None:
    with guest, socket.create_connection((LOOPBACK, HTTPS)) as host:
        back = threading.Thread(target=_relay, args=(host, guest), daemon=True)
        back.start()
        _relay(guest, host)
        back.join()


def _relay(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(CHUNK):
            target.sendall(chunk)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def _call(name: str, *arguments: object) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)


if __name__ == "__main__":
    {"keep": keep, "join": join}[sys.argv[1]](*sys.argv[2:])
