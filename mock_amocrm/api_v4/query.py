"""A query string as PHP reads it: brackets nest, empty brackets count up, a later scalar wins."""

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import parse_qsl, urlencode

Tree = str | Mapping[str, "Tree"]
Branch = dict[str, "str | Branch"]


class Query:
    """The caller's parameters, flat for links and nested for filters."""

    def __init__(self, raw: str = "") -> None:
        self.pairs = tuple(parse_qsl(raw, keep_blank_values=True))

    @cached_property
    def tree(self) -> Mapping[str, Tree]:
        """Parameters nested by their brackets."""
        return nested(self.pairs)

    def scalar(self, name: str) -> str | None:
        """A plain parameter; None when it is absent or has brackets."""
        value = self.tree.get(name)
        return value if isinstance(value, str) else None

    def branch(self, name: str) -> Mapping[str, Tree]:
        """A bracketed parameter; empty when it is absent or plain."""
        value = self.tree.get(name)
        return value if isinstance(value, Mapping) else {}

    @property
    def withs(self) -> frozenset[str]:
        """Names that `with=` asks for, comma-joined or bracketed."""
        value = self.tree.get("with")
        return frozenset(values(value)) if value is not None else frozenset()

    def under(self, *roots: str) -> tuple[tuple[str, str], ...]:
        """The pairs whose name begins with one of the roots, as sent: what a result depends on."""
        return tuple(pair for pair in self.pairs if pair[0].partition("[")[0] in roots)

    def page_suffix(self, *, page: int, limit: int) -> str:
        """The query string of another page of the same list; every other parameter stays where it was."""
        wanted = {"page": str(page), "limit": str(limit)}
        pairs = []
        for name, value in self.pairs:
            if name not in ("page", "limit"):
                pairs.append((name, value))
            elif name in wanted:  # only the first of a repeated one stays
                pairs.append((name, wanted.pop(name)))
        return "?" + urlencode([*pairs, *wanted.items()])


DEEPEST = 64  # PHP drops what nests deeper (max_input_nesting_level)


def nested(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, Tree]:
    """`a[b][]=1` as `{"a": {"b": {"0": "1"}}}`."""
    tree: Branch = {}
    for name, value in pairs:
        path = _path(name)
        if len(path) > DEEPEST:
            continue
        branch = tree
        for step in path[:-1]:
            below = branch.get(step or str(len(branch)))
            if not isinstance(below, dict):
                below = branch[step or str(len(branch))] = {}
            branch = below
        branch[path[-1] or str(len(branch))] = value
    return tree


def values(tree: Tree) -> list[str]:
    """The values of `x=1,2`, `x[]=1&x[]=2` or `x[0]=1`, without the empty ones."""
    if isinstance(tree, str):
        return [part.strip() for part in tree.split(",") if part.strip()]
    return [value for below in tree.values() for value in values(below)]


def numbers(tree: Tree) -> list[int]:
    """The whole numbers among these values."""
    return [number for number in map(_number, values(tree)) if number is not None]


def _number(value: str) -> int | None:
    try:
        return int(float(value))
    except (ValueError, OverflowError):
        return None


def leaves(tree: Tree) -> list[str]:
    """The values of `x=1,2` or `x[]=1,2` as they stand, commas and all, without the empty ones."""
    if isinstance(tree, str):
        return [tree.strip()] if tree.strip() else []
    return [leaf for below in tree.values() for leaf in leaves(below)]


def _path(name: str) -> list[str]:
    root, bracket, rest = name.partition("[")
    if not root or not bracket or not rest.endswith("]"):
        return [name]
    return [root, *rest[:-1].split("][")]
