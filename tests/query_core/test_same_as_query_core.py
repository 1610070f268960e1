"""The app's query cache beside the real @tanstack/query-core: random scripts, step by step the same.

`QUERY_CORE_SCRIPTS=5000 QUERY_CORE_FROM=1000000` plays other ones, and more.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prerequisites import node, node_modules
from tests.query_core.cache_player import played
from tests.query_core.script import Script, random_script, shortened

HERE = Path(__file__).parent
WEB = HERE.parents[1] / "simulated_client" / "web"
PLAYER = HERE / "player.cjs"
MODULES = node_modules("query_core")
SCRIPTS = int(os.environ.get("QUERY_CORE_SCRIPTS", "400"))
FIRST = int(os.environ.get("QUERY_CORE_FROM", "0"))

pytestmark = pytest.mark.skipif(
    not (MODULES / "@tanstack").is_dir(), reason="query-core is missing; `python tests/prerequisites.py` gets it"
)


class QueryCore:
    """The real cache, in a Node process that plays one script after another."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def played(self, script: Script) -> list[dict[str, object]]:
        """The trace of a script."""
        self._process.stdin.write(script.json + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the player died; its last words are above"
        return json.loads(answer)


@pytest.fixture(scope="module")
def query_core() -> Iterator[QueryCore]:
    env = os.environ | {"NODE_PATH": str(MODULES), "NODE_ENV": "production"}
    pipe = subprocess.PIPE
    with subprocess.Popen([node(), PLAYER], env=env, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:
        yield QueryCore(process)
    assert process.returncode == 0


def test_screens_see_the_same_and_requests_leave_in_the_same_order(query_core: QueryCore) -> None:
    for seed in range(FIRST, FIRST + SCRIPTS):
        script = random_script(seed)
        if played(script) != query_core.played(script):
            short = shortened(script, fails=lambda each: played(each) != query_core.played(each))
            pytest.fail(f"script {seed}\n{short}\n{difference(played(short), query_core.played(short))}")


def test_the_phone_of_the_web_has_this_very_version() -> None:
    here, web = (json.loads((folder / "package-lock.json").read_text(encoding="utf-8")) for folder in (HERE, WEB))
    package = "node_modules/@tanstack/query-core"
    assert here["packages"][package]["integrity"] == web["packages"][package]["integrity"]


def difference(ours: list[dict[str, object]], theirs: list[dict[str, object]]) -> str:
    """Where two traces first differ, and how."""
    number, (our, their) = next(
        (number, both) for number, both in enumerate(zip(ours, theirs, strict=True), 1) if both[0] != both[1]
    )
    parts = [
        f"  {part}: ours {json.dumps(our[part])}\n  {' ' * len(part)}  real {json.dumps(their[part])}"
        for part in our
        if our[part] != their[part]
    ]
    return "\n".join([f"after step {number}:", *parts])
