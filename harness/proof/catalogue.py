"""The known bugs as data: a table each in `bugs/*.toml`: where it lives, what switches it, which cause it has."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

from harness.diagnosis.messages import LANGUAGES
from harness.settings import SettingsError, nearest

Home = Literal["backend", "client", "integration", "amocrm"]
"""Whose mistake it is: the backend's, the app's, that of how the integration is set up, or amoCRM's own behaviour."""
_TABLES: Final = Path(__file__).parent / "bugs"


@dataclass(frozen=True, slots=True)
class Switches:
    """What the chosen bugs switch on in each system."""

    backend: tuple[str, ...] = ()
    client: tuple[str, ...] = ()
    integration: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bug:
    """One bug. One of `causes` must be named; what is in `also` may be named too, where it shows in another way.

    `rows` are the places of this project's research where it was met: D and F in the history of one real system, M
    among the common mistakes of those who integrate. `fails` has the scenarios that go red with it: file below the
    folder of features → names.
    """

    id: str
    rows: tuple[str, ...]
    lives: Home
    title: Mapping[str, str]
    switches: Switches
    causes: frozenset[str]
    fails: Mapping[str, tuple[str, ...]]
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unswitched:
    """A known bug that nothing here can be made to have, and why."""

    id: str
    rows: tuple[str, ...]
    lives: Home
    title: Mapping[str, str]
    reason: Mapping[str, str]


class CatalogueError(Exception):
    """A table of the catalogue says something that can't be meant."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is known, by id, in the order of the files."""

    bugs: Mapping[str, Bug] = field(default_factory=dict)
    unswitched: Mapping[str, Unswitched] = field(default_factory=dict)


_SWITCHES: Final = ("backend", "client", "integration")
_OF_BUG: Final = frozenset({"rows", "lives", "title", "causes", "also", "fails", *_SWITCHES})
_OF_UNSWITCHED: Final = frozenset({"rows", "lives", "title", "reason"})


def read_catalogue(folder: Path) -> Catalogue:
    """All tables of a folder."""
    bugs: dict[str, Bug] = {}
    unswitched: dict[str, Unswitched] = {}
    for file in sorted(folder.glob("*.toml")):
        for id_, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if id_ in bugs or id_ in unswitched:
                raise CatalogueError(f"{file.name}: [{id_}] stands in the catalogue twice")
            _check(table, where=f"{file.name}: [{id_}]")
            seen, lives, title = tuple(table["rows"]), table["lives"], table["title"]
            if "reason" in table:
                unswitched[id_] = Unswitched(id_, seen, lives, title, table["reason"])
                continue
            bugs[id_] = Bug(
                id_,
                seen,
                lives,
                title,
                Switches(*(tuple(table.get(system, ())) for system in _SWITCHES)),
                frozenset(table["causes"]),
                {own: tuple(names) for own, names in table["fails"].items()},
                frozenset(table.get("also", ())),
            )
    return Catalogue(bugs, unswitched)


def _check(table: Mapping[str, object], *, where: str) -> None:
    allowed = _OF_UNSWITCHED if "reason" in table else _OF_BUG
    needed = _OF_UNSWITCHED if "reason" in table else {"rows", "lives", "title", "causes", "fails"}
    for key in table:
        if key not in allowed:
            raise CatalogueError(f"{where} has {key!r}; {nearest(key, allowed)}")
    if missing := sorted(needed - set(table)):
        raise CatalogueError(f"{where} lacks {', '.join(missing)}")
    if table["lives"] not in get_args(Home):
        raise CatalogueError(f"{where} lives in {table['lives']!r}; {nearest(str(table['lives']), get_args(Home))}")
    for key in ("title", "reason"):
        told = table.get(key, dict.fromkeys(LANGUAGES))
        if not isinstance(told, dict) or set(told) != set(LANGUAGES):
            raise CatalogueError(f"{where}: {key} must be told in {', '.join(LANGUAGES)}")
    if "reason" not in table and not any(table.get(system) for system in _SWITCHES):
        raise CatalogueError(f"{where} switches nothing; give it {', '.join(_SWITCHES)}, or a reason why not")


CATALOGUE: Final = read_catalogue(_TABLES)
BUGS: Final = CATALOGUE.bugs


def switches(ids: Iterable[str]) -> Switches:
    """The switches of the chosen bugs, each once; an unknown bug is answered with the nearest."""
    chosen = [known(id_) for id_ in ids]
    return Switches(
        *(
            tuple(dict.fromkeys(switch for bug in chosen for switch in getattr(bug.switches, system)))
            for system in _SWITCHES
        )
    )


def known(id_: str) -> Bug:
    """The bug of that id; of one that can't be switched on, the reason is told, of an unknown one the nearest."""
    if id_ in CATALOGUE.unswitched:
        raise SettingsError(f"--bug {id_}: {CATALOGUE.unswitched[id_].reason['en']}")
    if id_ not in BUGS:
        raise SettingsError(f"--bug {id_}: no such bug; {nearest(id_, BUGS)}")
    return BUGS[id_]
