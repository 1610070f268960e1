"""A client in a process of its own, asked to run code line by line."""

import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.prerequisites import node, node_modules

HERE = Path(__file__).parent
PROXIES = {"http_proxy", "https_proxy", "all_proxy"}
LONGEST_CALL = 20.0  # seconds
PYTHON: tuple[object, ...] = (sys.executable, HERE / "python_client.py")


class Refused(Exception):
    """The client threw; the answer that made it is here if the client kept it."""

    def __init__(self, told: Mapping[str, object]) -> None:
        super().__init__(told["threw"])
        self.status = told.get("status")
        self.body = told.get("body")


class RunningClient:
    """The client in its own process."""

    def __init__(self, process: "subprocess.Popen[bytes]", errors: IO[bytes]) -> None:
        self._process = process
        self._errors = errors

    def know(self, **names: object) -> None:
        """Give it names for values."""
        self._ask({"know": names})

    def run(self, code: str) -> object:
        """The value of code in the client's language; `Refused` if it throws."""
        told = self._ask({"run": code})
        if "threw" in told:
            raise Refused(told)
        return told.get("gave")

    def _ask(self, asked: Mapping[str, object]) -> dict[str, object]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        self._process.stdin.flush()
        answered, _, _ = select.select([self._process.stdout], [], [], LONGEST_CALL)
        line = self._process.stdout.readline() if answered else b""
        if not line:
            self._process.kill()
            self._errors.seek(0)
            why = "died" if answered else f"says nothing for {LONGEST_CALL:g} s"
            raise AssertionError(f"the client {why} at {asked}\n{self._errors.read().decode()[-2000:]}")
        told = json.loads(line)
        assert isinstance(told, dict)
        return told


def node_client() -> tuple[object, ...]:
    """The command of the Node driver."""
    found = node()
    assert found is not None, "python tests/prerequisites.py gets Node"
    return found, HERE / "node_client.cjs"


@contextmanager
def running_client(command: Sequence[object], *, trust: Path | None = None) -> Iterator[RunningClient]:
    """A driver's command in a folder of its own, trusting an authority or only the public ones, no proxy in between."""
    env = {name: value for name, value in os.environ.items() if name.lower() not in PROXIES}
    env |= {"NODE_PATH": str(node_modules())}
    if trust is not None:
        env |= dict.fromkeys(("NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"), str(trust))
    words = [str(word) for word in command]
    pipe = subprocess.PIPE
    with (
        tempfile.TemporaryDirectory(prefix="client-") as folder,
        tempfile.TemporaryFile() as errors,
        # Leaving closes its stdin, at which a driver ends.
        subprocess.Popen(words, env=env, stdin=pipe, stdout=pipe, stderr=errors, bufsize=0, cwd=folder) as process,
    ):
        yield RunningClient(process, errors)
    assert process.returncode == 0
