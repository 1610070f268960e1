"""README and docs as a newcomer would read them: every tested block is typed in order, and prints what is printed."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "docs/developers.md", "docs/ci.md")
PORTS = ("8080", "8081", "8443")
SERVED = "Control API"  # the last line that `mock-amocrm serve` prints

_BLOCK = re.compile(r"^<!-- (?P<mark>[^>]*) -->\n```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
# What differs from run to run; everything else in an output must be as the document has it.
_VOLATILE = (
    (re.compile(r"#[0-9a-f]{6}\b"), "#fingerprint"),
    (re.compile(r"\b20\d\d-\d\d-\d\d\b"), "DATE"),
    (re.compile(r"\b\d\d:\d\d:\d\d(\.\d+)?"), "TIME"),
    (re.compile(r"127\.0\.0\.1:\d{4,5}"), "127.0.0.1:PORT"),
    (re.compile(r"\bacc[0-9a-z]+\.amocrm\.ru"), "ACCOUNT.amocrm.ru"),
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


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of a block."""

    status: int
    output: str


def blocks() -> list[Block]:
    found: list[Block] = []
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        for match in _BLOCK.finditer(text):
            line = text.count("\n", 0, match.start("text")) + 1
            block = Block(f"{document}:{line}", match["mark"], match["kind"], match["text"])
            if block.mark == "prints":
                found[-1] = replace(found[-1], prints=block.text)
            else:
                found.append(block)
    return found


BLOCKS = blocks()
TYPED = [block for block in BLOCKS if re.fullmatch(r"tested(, exits \d)?", block.mark)]


class Newcomer:
    """Somebody in a fresh checkout with one shell, and further terminals for what serves."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ports = {port: str(_free_port()) for port in PORTS}
        self._served: list[subprocess.Popen[str]] = []
        for name in ("features", "examples"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "harness.toml", folder)
        (folder / ".venv").symlink_to(sys.prefix)
        self._env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        self._stderr = (folder / "stderr").open("w")
        self._shell = subprocess.Popen(
            ["/bin/sh"],
            cwd=folder,
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            text=True,
        )

    def ported(self, text: str) -> str:
        """Free ports in the place of the documents'."""
        return re.sub(r"\b(?:" + "|".join(PORTS) + r")\b", lambda match: self._ports[match[0]], text)

    def save(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text, encoding="utf-8")

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
            output.append(text)
            if mark:
                return Typed(int(status), "".join(output))
        raise AssertionError(f"the shell ended:\n{''.join(output)}\n{(self._folder / 'stderr').read_text()}")

    def leave(self) -> None:
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        self._shell.stdin.close()
        self._shell.wait(10)
        self._shell.stdout.close()
        self._stderr.close()
        for process in self._served:
            process.terminate()
            process.wait(10)
            assert process.stdout is not None
            process.stdout.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Typed]]:
    """Everything, in the order of reading."""
    newcomer = Newcomer(tmp_path_factory.mktemp("checkout"))
    results: dict[str, Typed] = {}
    try:
        for block in BLOCKS:
            if block.mark.startswith("file: "):
                newcomer.save(block.mark.removeprefix("file: "), block.text)
            elif block.mark == "tested, serves":
                newcomer.serve(block.text)
            elif block in TYPED:
                done = newcomer.type(block.text)
                results[block.place] = done
        yield results
    finally:
        newcomer.leave()


@pytest.mark.parametrize("block", TYPED, ids=[block.place for block in TYPED])
def test_a_block_does_what_the_document_says(block: Block, typed: dict[str, Typed]) -> None:
    done = typed[block.place]
    assert done.status == block.exits, done.output
    assert matches(block.prints, done.output), f"expected:\n{block.prints}\nprinted:\n{done.output}"


def matches(expected: str, output: str) -> bool:
    """Whether the output holds the expected text; `…` stands for anything, and so does what is volatile."""
    return (
        re.search(".*?".join(re.escape(part) for part in _settled(expected).split("…")), _settled(output)) is not None
    )


def _settled(text: str) -> str:
    for pattern, instead in _VOLATILE:
        text = pattern.sub(instead, text)
    return text.strip()


def test_an_output_that_differs_in_a_word_is_noticed() -> None:
    assert matches("a … c #123456 at 10:00:01.5", "x a b c #abcdef at 23:59:59")
    assert not matches("Причина: a", "Причина: b")
    assert not matches("{…,403}", "{1,400}")


def test_every_mark_is_one_that_is_understood() -> None:
    known = re.compile(r"tested(, exits \d|, serves)?|file: [\w.-]+|default of [\w.]+")
    assert [block.place for block in BLOCKS if not known.fullmatch(block.mark)] == []


def test_every_shell_block_is_tested_but_for_make() -> None:
    def shell(texts: Sequence[str]) -> list[str]:
        return [text for text in texts if not text.startswith("make ")]

    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        everything = shell(re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))
        tested = [block.text for block in BLOCKS if block.kind == "sh" and block.place.startswith(document)]
        assert everything == tested


def test_the_targets_of_make_exist() -> None:
    targets = set(re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets == {"e2e", "test"}
    assert targets <= set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
