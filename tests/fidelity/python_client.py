"""A published Python client on a pipe: code in it per line in, what that gave or raised per line out.

`{"know": {name: value}}` defines names; `{"run": code}` runs code and answers the value of its last expression. Names
live on from line to line; `await` is allowed at the top. `surface(classes)` is known from the start.
"""

import ast
import asyncio
import contextlib
import inspect
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

CODE = "<the table of calls>"


async def run(code: str, names: dict[str, Any]) -> object:
    """Run statements; the value of the last one if that is an expression."""
    tree = ast.parse(code, CODE)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    for piece in (tree, ast.Expression(last.value) if isinstance(last, ast.Expr) else None):
        if piece is None:
            return None
        mode = "eval" if isinstance(piece, ast.Expression) else "exec"
        given = eval(compile(piece, CODE, mode, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names)
        value = await given if inspect.iscoroutine(given) else given
    return value


def surface(classes: dict[str, type]) -> list[list[str]]:
    """The public names that some classes offer, as "label.name": methods and properties of their own package.

    One function under several names is one item.
    """
    names: dict[object, list[str]] = {}
    for label, owner in classes.items():
        package = owner.__module__.partition(".")[0]
        mine = [base for base in owner.__mro__ if base.__module__.partition(".")[0] == package]
        for name in sorted({name for base in mine for name in vars(base) if not name.startswith("_")}):
            value = inspect.getattr_static(owner, name)
            offered = getattr(value, "__func__", getattr(value, "fget", value))
            if inspect.isfunction(offered):
                names.setdefault(offered, []).append(f"{label}.{name}")
    return list(names.values())


def plain(value: object) -> object:
    """A value as JSON has it: models and iterables too."""
    if hasattr(value, "model_dump"):
        return value.model_dump(by_alias=True, exclude_unset=True)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return list(value)
    return repr(value)


async def answer(asked: dict[str, Any], names: dict[str, Any]) -> dict[str, object]:
    """What one line is answered."""
    names.update(asked.get("know", {}))
    if "run" not in asked:
        return {}
    try:
        return {"gave": json.loads(json.dumps(await run(asked["run"], names), default=plain))}
    except Exception as error:  # whatever the client raises is what is asked for
        return {"threw": f"{type(error).__name__}: {error}"}


async def main() -> None:
    """Answer until the pipe closes."""
    out = sys.stdout
    names: dict[str, Any] = {"surface": surface}
    with contextlib.redirect_stdout(sys.stderr):  # some clients print
        for line in sys.stdin:
            out.write(json.dumps(await answer(json.loads(line), names)) + "\n")
            out.flush()


asyncio.run(main())
