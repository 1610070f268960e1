"""Holds the code against ARCHITECTURE.md: which room may import which, and how large a module may grow."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ("mock_amocrm", "reference_backend", "simulated_client", "harness", "scenarios")
LONGEST = 350  # non-blank lines
MEDIAN = 80
IO = ("requests", "playwright", "flask", "urllib3", "socket", "subprocess", "bs4", "pytest", "_pytest", "pytest_bdd")

SURFACES = ("control", "api_v4", "oauth", "amojo")
STOREYS = ("events", "webhooks", "worlds", "passing", "faults", "limits", "openapi", "coverage")

# A room, and what its modules must never import; prefixes of dotted names. The table of ARCHITECTURE.md, in one place.
FORBIDDEN: dict[str, tuple[str, ...]] = {
    "mock_amocrm": ("reference_backend", "simulated_client", "harness", "scenarios"),
    "reference_backend": ("mock_amocrm", "simulated_client", "harness", "scenarios"),
    "simulated_client": ("mock_amocrm", "reference_backend", "harness", "scenarios"),
    **dict.fromkeys(
        ("harness.ports", "harness.wire", "harness.events", "harness.diagnosis", "harness.settings"),
        (
            *IO,
            *("mock_amocrm", "reference_backend", "simulated_client", "scenarios"),
            *("harness.adapters", "harness.gherkin", "harness.report", "harness.run", "harness.proof"),
            "harness.plugin",
        ),
    ),
    "harness.adapters": ("scenarios", "harness.report", "harness.gherkin", "harness.run", "harness.proof", "pytest"),
    "harness.gherkin": ("scenarios", "harness.adapters", "harness.report", "harness.run", "harness.proof"),
    "harness.report": ("harness.ports", "harness.adapters", "harness.gherkin", "harness.run", "pytest", *PRODUCT[:3]),
    # Inside the fake: what is kept knows nobody who serves it, and no surface knows the doors of the tests.
    "mock_amocrm.state": ("flask", *(f"mock_amocrm.{room}" for room in (*SURFACES, *STOREYS, "outgoing"))),
    "mock_amocrm.outgoing": tuple(f"mock_amocrm.{room}" for room in (*SURFACES, *STOREYS)),
    **{f"mock_amocrm.{room}": ("mock_amocrm.control", "mock_amocrm.app") for room in (*SURFACES[1:], *STOREYS)},
    "scenarios": ("harness.adapters", "harness.run", "harness.report", "harness.proof", *IO, *PRODUCT[:3]),
}
COMPOSING = ("harness.run", "harness.proof", "harness.incident", "harness.commands", "harness.plugin", "harness.cli")
# The catalogue of bugs is data that the composing rooms share; nobody else may know them.
NOBODY_IMPORTS = COMPOSING


def modules() -> Iterator[tuple[str, Path]]:
    for package in PRODUCT:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Imported names and their lines; `from a import b` counts as a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports in full"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def inside(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def test_no_room_imports_what_it_must_not_know() -> None:
    broken = [
        f"{path.relative_to(ROOT)}:{line}: {room} must not import {name}"
        for module, path in modules()
        for room, forbidden in FORBIDDEN.items()
        if inside(module, room)
        for name, line in imports(path)
        if any(inside(name, other) for other in forbidden)
    ]
    assert not broken, "\n".join(broken)


def test_nothing_but_the_composing_rooms_imports_a_composing_room() -> None:
    broken = [
        f"{path.relative_to(ROOT)}:{line}: only composing rooms may import {name}"
        for module, path in modules()
        if not any(inside(module, room) for room in COMPOSING)
        for name, line in imports(path)
        if any(inside(name, room) for room in NOBODY_IMPORTS)
    ]
    assert not broken, "\n".join(broken)


def test_every_room_of_the_law_exists() -> None:
    names = {module for module, _ in modules()}
    rooms = {*FORBIDDEN, *COMPOSING}
    assert rooms <= names, rooms - names


def test_the_architecture_page_names_every_room() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    missing = [room for room in (*FORBIDDEN, *COMPOSING) if f"`{room}`" not in page]
    assert not missing, missing


def test_modules_stay_small() -> None:
    sizes = {
        str(path.relative_to(ROOT)): sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())
        for _, path in modules()
        if path.name != "messages.py"  # tables of texts, one line for each sentence
    }
    long = {path: size for path, size in sizes.items() if size > LONGEST}
    assert not long, long
    assert statistics.median(sizes.values()) <= MEDIAN


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("harness.plugin", ("flask", "playwright", "requests", "faker", "cryptography", "harness.run", "bs4")),
        ("harness.cli", ("pytest", "flask", "playwright", "requests", "faker", "cryptography")),
        ("mock_amocrm.server", ("cryptography", "jwt", "faker", "granian", "trustme")),
        ("simulated_client", ("requests", "jmespath")),
    ],
)
def test_importing_a_room_leaves_heavy_packages_alone(module: str, heavy: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
