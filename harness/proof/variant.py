"""What a scenario is proved against: one known bug, or two at once."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from harness.proof.catalogue import BUGS, known

_PAIRS: Final = Path(__file__).parent / "pairs.toml"
_AND: Final = "+"


@dataclass(frozen=True, slots=True)
class Variant:
    """Bugs that are switched on together, and what has to come of it.

    Of each set in `causes` one must be named, in this order, in one scenario; what is in `also` may be. `fails` has the
    scenarios that go red: file below the folder of features → names.
    """

    id: str
    bugs: tuple[str, ...]
    causes: tuple[frozenset[str], ...]
    also: frozenset[str]
    fails: Mapping[str, tuple[str, ...]]

    @property
    def may_be_named(self) -> frozenset[str]:
        """All causes that are right."""
        return self.also.union(*self.causes)

    def is_to_fail(self, file: str, name: str) -> bool:
        """Whether this scenario is to go red; of an outline every row is."""
        for own, names in self.fails.items():
            if file == own or file.endswith(f"/{own}"):
                return any(name == wanted or name.startswith(f"{wanted} [") for wanted in names)
        return False

    def is_named_by(self, causes: Sequence[str]) -> bool:
        """Whether these causes, the earliest first, have one of each set, in order."""
        told = iter(causes)
        return all(any(cause in wanted for cause in told) for wanted in self.causes)


def variant(id_: str) -> Variant:
    """That of a bug's id, or of two bugs joined by `+`, the one that shows earlier first."""
    bugs = [known(one.strip()) for one in id_.split(_AND)]
    ids = tuple(bug.id for bug in bugs)
    joined = _AND.join(ids)
    fails = bugs[0].fails if len(bugs) == 1 else pairs().get(joined, {})
    causes, also = tuple(bug.causes for bug in bugs), frozenset[str]().union(*(bug.also for bug in bugs))
    return Variant(joined, ids, causes, also, fails)


@cache
def pairs() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Bugs that are proved two at once: their ids joined by `+` → the scenarios that go red."""
    tables = tomllib.loads(_PAIRS.read_text(encoding="utf-8"))
    return {id_: {file: tuple(names) for file, names in fails.items()} for id_, fails in tables.items()}


def everything() -> list[Variant]:
    """All bugs, then all pairs."""
    return [variant(id_) for id_ in (*BUGS, *pairs())]
