"""The reference of harness.toml has every key with its default, and every call of the app, as the code has them."""

import dataclasses
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from harness.adapters.app_api import REGISTER
from harness.settings import PLACEHOLDERS, Settings
from simulated_client import SEED_API
from simulated_client.api_shape import _RULES

TEXT = (Path(__file__).parents[2] / "docs" / "developers.md").read_text(encoding="utf-8")
NOT_IN_THE_FILE = {"path", "api"}  # where it was read from; the calls have a table of their own


def keys(shape: type, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every key with its default, tables followed to their ends."""
    for field in dataclasses.fields(shape):
        if shape is Settings and field.name in NOT_IN_THE_FILE:
            continue
        made = field.default_factory
        default = field.default if made is dataclasses.MISSING else made()
        if dataclasses.is_dataclass(default):
            yield from keys(type(default), f"{prefix}{field.name}.")
        else:
            yield prefix + field.name, default


def shown(default: object) -> str:
    if default is None:
        return "–"
    if isinstance(default, Mapping):
        return "below"
    return f"`{json.dumps(list(default) if isinstance(default, tuple) else default)}`"


def section(start: str, end: str) -> str:
    return TEXT[TEXT.index(start) : TEXT.index(end)]


def rows(text: str, columns: int) -> list[str]:
    """The first cells of each row of a table, without its header."""
    table = [line for line in text.splitlines() if line.startswith("| `")]
    return [" | ".join(cell.strip() for cell in line.strip("|").split(" | ")[:columns]) for line in table]


def test_every_key_is_there_with_its_default() -> None:
    expected = [f"`{key}` | {shown(default)}" for key, default in keys(Settings)]
    assert rows(section("## harness.toml", "`backend.command` and `backend.env` may hold"), 2) == expected


def test_every_key_says_what_it_means() -> None:
    for line in section("| key | default |", "`backend.command` and `backend.env` may hold").splitlines()[2:]:
        assert not line or len(line.strip("| ").split(" | ")) == 3, line


def test_the_default_environment_is_there() -> None:
    block = re.search(r"<!-- default of backend.env -->\n```toml\n(.*?)```", TEXT, re.DOTALL)
    assert block is not None
    assert tomllib.loads(block[1]) == {"backend": {"env": dict(Settings().backend.env)}}


def test_every_placeholder_is_there() -> None:
    text = section("`backend.command` and `backend.env` may hold", "`HTTP_PROXY` is set")
    assert re.findall(r"`\{(\w+)\}`", text) == list(PLACEHOLDERS)


def test_every_call_of_the_app_is_there() -> None:
    def cells(names: frozenset[str] | set[str], form: str) -> list[str]:
        return [form.format(name) for name in sorted(names)]

    used = set(re.findall(r"\{(\w+)\}", json.dumps(REGISTER.body)))
    expected = [f"`register` | `{REGISTER.request}` | {' '.join(cells(used, '`{{{}}}`'))} | –"]
    for name, rule in _RULES.items():
        call = getattr(SEED_API, name)
        gives = " ".join(cells(rule.gives, "`{{{}}}`")) or "–"
        reads = " ".join(cells(rule.must_read, "**`{}`**") + cells(rule.may_read, "`{}`")) or "–"
        expected.append(f"`{name}` | `{call.method} {call.path}` | {gives} | {reads}")
    assert rows(section("**`[api.*]`**", "## Bugs and proof"), 4) == expected
