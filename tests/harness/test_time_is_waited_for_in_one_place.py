"""Nobody sleeps but the waiting room, and no scenario or adapter freezes the clock of the machine."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("mock_amocrm", "reference_backend", "simulated_client", "harness", "scenarios")
MAY_SLEEP = ROOT / "harness" / "adapters" / "waiting.py"


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def sleeps(source: str) -> list[int]:
    """The lines that sleep: `time.sleep`, `asyncio.sleep`, or a `sleep` that was imported."""
    tree = ast.parse(source)
    named = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name == "sleep"
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr == "sleep")
        or (isinstance(node, ast.Name) and node.id in named)
    ]


def imported(source: str) -> set[str]:
    """The packages that a module imports, wherever it does."""
    tree = ast.parse(source)
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | parts}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("import time\ntime.sleep(1)", [2]),
        ("import time as t\nt.sleep(1)", [2]),
        ("from time import sleep\nsleep(1)", [2]),
        ("from time import sleep as nap\nnap(1)", [2]),
        ("import asyncio\nasync def f():\n    await asyncio.sleep(1)", [3]),
        ("import threading\nthreading.Event().wait(1)", []),
    ],
)
def test_every_way_to_sleep_is_seen(source: str, lines: list[int]) -> None:
    assert sleeps(source) == lines


def test_nobody_sleeps_but_the_waiting_room() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules(*PACKAGES)
        if path != MAY_SLEEP
        for line in sleeps(path.read_text(encoding="utf-8"))
    ]

    assert found == []
    assert sleeps(MAY_SLEEP.read_text(encoding="utf-8")) != []


def test_scenarios_and_adapters_never_freeze_the_machines_clock() -> None:
    # The account's time is moved through the mock; a frozen process would freeze timeouts and browsers with it.
    found = [
        str(path.relative_to(ROOT))
        for path in modules("scenarios", "harness/adapters")
        if "freezegun" in imported(path.read_text(encoding="utf-8"))
    ]

    assert found == []
    assert imported("def f():\n    from freezegun.api import freeze_time") == {"freezegun"}
