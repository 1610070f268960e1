"""Somebody who reads a document at a shell: types its tested blocks in order, and saves its files where they are."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
PORTS = ("8080", "8081", "8443")
NEIGHBOURS = ("8900", "8901", "8902")  # that `amocrm-e2e up` takes together
SERVED = ("Control API", "Watching ")  # the last line that `mock-amocrm serve` prints, or `amocrm-e2e up`

_BLOCK = re.compile(r"^<!-- (?P<mark>[^>]*) -->\n```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_ANSWER = re.compile(r"\[[^]\n]*\]:(.*)$", re.MULTILINE)
_PROGRESS = re.compile(r"\[\d+/\d+\] ")  # a terminal shows such a line until the next one is there
# What differs from run to run; everything else in an output must be as the document has it.
_VOLATILE = (
    (re.compile(r"#[0-9a-f]{6}\b"), "#fingerprint"),
    (re.compile(r"\b20\d{6}-\d{6}-[0-9a-f]{4}\b"), "RUN"),
    (re.compile(r"\b20\d\d-\d\d-\d\d\b"), "DATE"),
    (re.compile(r"\b\d\d:\d\d:\d\d(\.\d+)?"), "TIME"),
    (re.compile(r"127\.0\.0\.1:\d{4,5}"), "127.0.0.1:PORT"),
    (re.compile(r"\bacc[0-9a-z]+\.amocrm\.ru"), "ACCOUNT.amocrm.ru"),
    (re.compile(r"№\d+"), "№N"),
    (re.compile(r"\b\d+(\.\d+)? s\b"), "SECONDS"),
    (re.compile(r"\s+"), " "),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block under a comment: what the comment says, and the place of both."""

    place: str
    mark: str
    kind: str
    text: str
    prints: str = ""

    @property
    def exits(self) -> int:
        found = re.search(r"exits (\d+)", self.mark)
        return int(found[1]) if found else 0

    @property
    def is_typed(self) -> bool:
        return re.fullmatch(r"tested(, exits \d|, asks)?", self.mark) is not None

    @property
    def typed(self) -> str:
        """The commands; where they ask, the answers are those that the printed block shows behind its questions."""
        if self.mark == "tested, asks":
            answers = "\n".join(answer.strip() for answer in _ANSWER.findall(self.prints))
            return f"{self.text.strip()} <<'ANSWERS'\n{answers}\nANSWERS"
        lines = self.text.strip().splitlines()
        # Of several commands only the last one's exit code would be known.
        return " &&\n".join(lines) if all(line.startswith("amocrm-e2e ") for line in lines) else self.text


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of a block."""

    status: int
    output: str


def blocks(document: str) -> list[Block]:
    """In the order of reading; what a block prints belongs to it."""
    found: list[Block] = []
    text = (ROOT / document).read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start("text")) + 1
        block = Block(f"{document}:{line}", match["mark"], match["kind"], match["text"])
        if block.mark == "prints":
            found[-1] = replace(found[-1], prints=block.text)
        else:
            found.append(block)
    return found


def read(documents: Sequence[str], folder: Path, *, locale: str | None = None) -> dict[str, Typed]:
    """What comes of every block that is typed, by its place, in a fresh checkout in that folder."""
    newcomer = Newcomer(folder, locale=locale)
    results: dict[str, Typed] = {}
    try:
        for document in documents:
            for block in blocks(document):
                if block.mark.startswith("file: "):
                    newcomer.save(block.mark.removeprefix("file: "), block.text)
                elif block.mark == "tested, serves":
                    newcomer.serve(block.text)
                elif block.is_typed:
                    results[block.place] = newcomer.type(block.typed)
    finally:
        newcomer.leave()
    return results


class Newcomer:
    """In a fresh checkout with one shell, and further terminals for what serves."""

    def __init__(self, folder: Path, *, locale: str | None) -> None:
        self._folder = folder
        self._ports = {port: str(_free_port()) for port in PORTS}
        first = _free_port(neighbours=len(NEIGHBOURS))
        self._ports |= {port: str(first + place) for place, port in enumerate(NEIGHBOURS)}
        self._served: list[subprocess.Popen[str]] = []
        for name in ("features", "examples"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "harness.toml", folder)
        (folder / ".venv").symlink_to(sys.prefix)
        self._env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        if locale is not None:
            self._env |= {"LC_ALL": "", "LC_MESSAGES": "", "LANG": locale, "PYTHONUTF8": "1"}
        self._shell = subprocess.Popen(
            ["/bin/sh"],
            cwd=folder,
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def ported(self, text: str) -> str:
        """Free ports in the place of the documents'."""
        return re.sub(r"\b(?:" + "|".join(self._ports) + r")\b", lambda match: self._ports[match[0]], text)

    def save(self, name: str, text: str) -> None:
        """In the folder where the shell is."""
        path = Path(self.type("pwd").output.strip(), name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def serve(self, command: str) -> None:
        """In a terminal of its own, until it says that it is there."""
        process = subprocess.Popen(
            ["/bin/sh", "-c", f". .venv/bin/activate; exec {self.ported(command)}"],
            cwd=self._folder,
            env=self._env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._served.append(process)
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith(SERVED):
                return
        raise AssertionError(f"`{command.strip()}` ended:\n{''.join(said)}")

    def type(self, commands: str) -> Typed:
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        self._shell.stdin.write(f"{self.ported(commands)}\nprintf '\\036%s\\n' $?\n")
        self._shell.stdin.flush()
        output = []
        for line in self._shell.stdout:
            text, mark, status = line.partition("\036")
            if not _PROGRESS.match(text):
                output.append(text)
            if mark:
                return Typed(int(status), "".join(output))
        raise AssertionError(f"the shell ended:\n{''.join(output)}")

    def leave(self) -> None:
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        self._shell.stdin.close()
        self._shell.wait(10)
        self._shell.stdout.close()
        for process in self._served:
            process.terminate()
            process.wait(10)
            assert process.stdout is not None
            process.stdout.close()


def _free_port(*, neighbours: int = 1) -> int:
    """One that nobody has, and neither those that follow it."""
    while True:
        with ExitStack() as probes:
            port: int = probes.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1]
            try:
                for other in range(port + 1, port + neighbours):
                    probes.enter_context(socket.create_server(("127.0.0.1", other)))
            except (OSError, OverflowError):
                continue
            return port


def matches(expected: str, output: str) -> bool:
    """Whether the output holds the expected text; `…` stands for anything, and so does what is volatile."""
    return (
        re.search(".*?".join(re.escape(part) for part in _settled(expected).split("…")), _settled(output)) is not None
    )


def _settled(text: str) -> str:
    for pattern, instead in _VOLATILE:
        text = pattern.sub(instead, text)
    return text.strip()
