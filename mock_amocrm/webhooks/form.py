"""Form bodies as PHP's http_build_query writes them: brackets nest, values are strings, what is null is left out."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote_plus

Tree = object
"""Texts, numbers, flags and None; mappings and sequences of such."""


def php_form(tree: Mapping[str, Tree]) -> str:
    """`{"leads": {"add": [{"id": 7}]}}` as `leads%5Badd%5D%5B0%5D%5Bid%5D=7`."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in _pairs(tree, ""))


def _pairs(tree: Tree, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(tree, Mapping):
        below = tree.items()
    elif isinstance(tree, list | tuple):
        below = dict(enumerate(tree)).items()
    else:
        if tree is not None:
            yield name, _text(tree)
        return
    for key, value in below:
        yield from _pairs(value, f"{name}[{key}]" if name else str(key))


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    # A lone surrogate can't be written in UTF-8; PHP would write the question mark, too.
    return quote_plus(text.encode("utf-8", "replace"), safe="").replace("~", "%7E")
