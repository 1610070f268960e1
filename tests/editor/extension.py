"""The official extension as far as it is not VS Code: its own language server, spoken to as VS Code speaks to it."""

import json
import os
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from harness.gherkin.editor import jsonc
from tests.prerequisites import node, node_modules

SERVER = Path(__file__).with_name("server.cjs")
SECONDS = 60  # nothing takes that long; a server that hangs must not hang the tests


@dataclass(frozen=True, slots=True)
class Known:
    """A step definition that the extension has found."""

    sentence: str
    path: Path
    line: int

    @property
    def written(self) -> str:
        """The line of the file that go-to-definition leads to."""
        return self.path.read_text(encoding="utf-8").splitlines()[self.line - 1]


@dataclass(frozen=True, slots=True)
class Marked:
    """What the extension underlines, and what it says about it."""

    line: int
    message: str


class Extension:
    """A folder opened in VS Code with the extension."""

    def __init__(self, folder: Path, process: "subprocess.Popen[bytes]") -> None:
        self._folder = folder
        self._process = process
        self._messages: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
        self._asked = 0
        threading.Thread(target=self._listen, daemon=True).start()
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}, "definition": {}},
        }
        self._ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self._send({"method": "initialized", "params": {}})
        found = self._until(lambda message: message.get("method") == "test/reindexed")["params"]
        self.errors: Sequence[str] = found["errors"]
        self.known = [
            Known(one["source"], _path(one["uri"]), one["line"])
            for one in found["definitions"]
            # What looks like a regular expression is taken for one, and then no text is ever that step.
            if one["kind"] == "CucumberExpression"
        ]

    def marks(self, path: Path, text: str | None = None) -> list[Marked]:
        """Open a feature file, or a text that isn't saved, and see what is underlined."""
        text = path.read_text(encoding="utf-8") if text is None else text
        opened = {"uri": path.as_uri(), "languageId": "cucumber", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": opened}})
        told = self._until(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == path.as_uri()
            )
        )
        return [Marked(one["range"]["start"]["line"] + 1, one["message"]) for one in told["params"]["diagnostics"]]

    def completions(self, path: Path, line: int) -> list[str]:
        """What is offered at the end of a line of an opened file."""
        offered: list[dict[str, Any]] = self._ask("textDocument/completion", _at(path, line, 0))
        return [one["label"] for one in offered]

    def definitions(self, path: Path, line: int) -> list[tuple[Path, int]]:
        """Where “Go to Definition” leads from a line of an opened file."""
        links: list[dict[str, Any]] = self._ask("textDocument/definition", _at(path, line, 0))
        return [(_path(one["targetUri"]), one["targetSelectionRange"]["start"]["line"] + 1) for one in links]

    def close(self) -> None:
        """As VS Code says goodbye."""
        self._ask("shutdown", None)
        self._send({"method": "exit"})
        assert self._process.wait(SECONDS) == 0

    def _ask(self, method: str, params: object) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        answer = self._until(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def _until(self, wanted: Callable[[Mapping[str, Any]], bool]) -> Mapping[str, Any]:
        while True:
            message = self._messages.get(timeout=SECONDS)
            assert message, "the language server has ended"
            if "id" in message and "method" in message:
                answer = self._settings() if message["method"] == "workspace/configuration" else None
                self._send({"id": message["id"], "result": answer})
            elif wanted(message):
                return message

    def _settings(self) -> list[dict[str, object]]:
        """VS Code's answer: every `cucumber.…` of the folder's settings."""
        text = (self._folder / ".vscode" / "settings.json").read_text(encoding="utf-8")
        settings = {tuple(name.split(".", 1)): value for name, value in jsonc.read(text).items() if "." in name}
        return [{name: value for (section, name), value in settings.items() if section == "cucumber"}]

    def _send(self, message: Mapping[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            length = int(line.partition(b":")[2])
            while self._process.stdout.readline().strip():
                pass  # other headers, up to the empty line
            self._messages.put(json.loads(self._process.stdout.read(length)))
        self._messages.put({})


@contextmanager
def opened(folder: Path) -> Iterator[Extension]:
    """A folder in VS Code, its files indexed."""
    program = node()
    if program is None:
        pytest.skip("needs Node; `python tests/prerequisites.py` gets it")
    env = os.environ | {"NODE_PATH": str(node_modules("editor"))}
    process = subprocess.Popen([program, SERVER], cwd=folder, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with process:
        try:
            extension = Extension(folder, process)
            yield extension
            extension.close()
        finally:
            process.kill()


def _at(path: Path, line: int, character: int) -> dict[str, object]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line - 1, "character": character}}


def _path(uri: str) -> Path:
    return Path(unquote(urlsplit(uri).path))
