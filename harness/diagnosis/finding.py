"""A root cause found on the wire: which one, when it began, what proves it, and the values that its text needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from harness.wire.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Finding:
    """`cause` is the rule's name; `variant` chooses among its texts; `evidence` lists exchange numbers in order.

    `explains` names causes that are mere consequences of this one and aren't reported beside it.
    """

    cause: str
    at_ns: int
    evidence: tuple[int, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""
    explains: frozenset[str] = frozenset()


Rule = Callable[[Timeline], Finding | None]
