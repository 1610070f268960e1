"""Data tables with columns that are known before anything runs: headers in any language, cells read into values."""

import difflib
import functools
import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, ParamSpec, TypeVar, cast

from harness.gherkin.expressions import one_spaced
from harness.gherkin.look_alikes import look_alikes, skeleton
from harness.gherkin.messages import LANGUAGES, say
from harness.ports import Stage

P = ParamSpec("P")
T = TypeVar("T")
Row = Mapping[str, object]
"""A row by its fields. A column that the table hasn't got is no key; an empty cell is None."""

_HOLE: Final = re.compile(r"<[^<>]+>")
_MARK: Final = "__table__"


class TableMistake(AssertionError):
    """A table that can't be read as it is written; the message has a line for each mistake."""


class Unreadable(ValueError):
    """What a column's `read` raises; `wanted` says in each language what would do."""

    def __init__(self, wanted: Mapping[str, str]) -> None:
        super().__init__(wanted["en"])
        self.wanted = wanted


def text(cell: str) -> str:
    """The cell as it is."""
    return cell


def whole(cell: str) -> int:
    """Digits, with spaces of any kind between them: people write 120 000."""
    digits = re.sub(r"\s", "", cell)
    if not digits.isdecimal():
        raise Unreadable({lang: say(lang, "table_whole") for lang in LANGUAGES})
    return int(digits)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field in a row, its titles (Ukrainian, Russian, English, then others), how a cell is read.

    A `required` one must be there and have no empty cell.
    """

    field: str
    titles: tuple[str, ...]
    read: Callable[[str], object] = text
    required: bool = False

    def __post_init__(self) -> None:
        if len(self.titles) < len(LANGUAGES):
            raise TypeError(f"the column {self.field} needs a title in each of {', '.join(LANGUAGES)}")

    def title(self, lang: str) -> str:
        """What its author would call it."""
        return self.titles[LANGUAGES.index(lang) if lang in LANGUAGES else LANGUAGES.index("en")]


Columns = tuple[Column, ...]


def table(columns: Columns) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Put under `given`, `when`, `then`: the step's `datatable` arrives as rows of values, each a `Row`.

    The mark that it leaves lets the collector and `lint` check tables before anything runs.
    """
    titles = [title for column in columns for title in set(map(_folded, column.titles))]
    if len(set(titles)) < len(titles):
        raise TypeError("two columns of one table have the same title")

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        signature = inspect.signature(function)
        if missing := {"datatable", "stage"} - set(signature.parameters):
            raise TypeError(f"a step with a table takes {' and '.join(sorted(missing))} as well")
        if inspect.iscoroutinefunction(function) or inspect.isgeneratorfunction(function):
            # Wrapped, neither would be recognised, so its body would never run and the step would pass.
            raise TypeError("a step with a table is a plain function: no async, no yield")

        @functools.wraps(function)
        def with_rows(*args: P.args, **kwargs: P.kwargs) -> T:
            given = signature.bind(*args, **kwargs)
            stage = cast(Stage, given.arguments["stage"])
            rows = cast(Sequence[Sequence[str]], given.arguments["datatable"])
            given.arguments["datatable"] = read_table(rows, columns, lang=stage.lang)
            return function(*given.args, **given.kwargs)

        setattr(with_rows, _MARK, columns)
        return with_rows

    return decorate


def columns_of(function: Callable[..., object]) -> Columns | None:
    """The columns of a step's table; None for a step that has none, or takes its table as it is."""
    return cast(Columns | None, getattr(function, _MARK, None))


def header_mistake(header: Sequence[str], columns: Columns, *, lang: str) -> str | None:
    """What is wrong with a table's first row."""
    known = ", ".join(column.title(lang) for column in columns)
    if not any(map(_folded, header)):
        return say(lang, "table_no_header", known=known)
    first: dict[str, str] = {}
    for number, written in enumerate(header, 1):
        if not _folded(written):
            return say(lang, "table_untitled", number=number, known=known)
        column = _column(written, columns)
        if column is None:
            return _unknown(written, columns, lang=lang)
        if column.field in first:
            pair = {"first": first[column.field], "second": written}
            return say(lang, "table_twice", column=column.title(lang), **pair)
        first[column.field] = written
    missing = next((column for column in columns if column.required and column.field not in first), None)
    return say(lang, "table_missing", column=missing.title(lang)) if missing else None


def table_mistakes(rows: Sequence[Sequence[str]], columns: Columns, *, lang: str) -> Iterator[tuple[int, str]]:
    """Everything that is wrong with a table before it is used: the row's index, its header being 0, and the message.

    What an outline fills in (`<…>`) is left alone.
    """
    if any(_HOLE.search(title) for title in (rows[0] if rows else ())):
        return
    for index, cells, message in _wrong(rows, columns, lang=lang):
        if not any(map(_HOLE.search, cells)):
            yield index, message


def read_table(rows: Sequence[Sequence[str]], columns: Columns, *, lang: str) -> list[Row]:
    """The rows below the header by the fields of their columns, or TableMistake with all that is wrong."""
    if mistakes := [message for _, _, message in _wrong(rows, columns, lang=lang)]:
        raise TableMistake("\n".join(mistakes))
    header, *body = rows
    found = [_column(title, columns) for title in header]
    return [
        {column.field: _value(column, cell) for column, cell in zip(found, row, strict=True) if column} for row in body
    ]


def _wrong(rows: Sequence[Sequence[str]], columns: Columns, *, lang: str) -> Iterator[tuple[int, Sequence[str], str]]:
    """Each mistake: the row's index, the cells that it is about, the message."""
    header, *body = rows or ((),)
    if wrong := header_mistake(header, columns, lang=lang) or (None if body else say(lang, "table_no_rows")):
        yield 0, header, wrong
        return
    for index, row in enumerate(body, 1):
        if len(row) != len(header):
            yield index, (), say(lang, "table_cells", row=index, count=len(row), wanted=len(header))
            continue
        for title, cell in zip(header, row, strict=True):
            if message := _cell_mistake(cell, title, _column(title, columns), row=index, lang=lang):
                yield index, (cell,), message


def _cell_mistake(cell: str, title: str, column: Column | None, *, row: int, lang: str) -> str | None:
    assert column is not None, "the header has been judged"
    if column.required and not cell.strip():
        return say(lang, "table_blank", row=row, column=title)
    try:
        _value(column, cell)
    except ValueError as error:
        told = error.wanted.get(lang) if isinstance(error, Unreadable) else None
        wanted = told or say(lang, "table_other", reason=error)
        return say(lang, "table_unread", row=row, column=title, value=cell, wanted=wanted)
    return None


def _value(column: Column, cell: str) -> object:
    return column.read(cell) if cell.strip() else None


def _column(written: str, columns: Columns) -> Column | None:
    return next((column for column in columns if _folded(written) in map(_folded, column.titles)), None)


def _unknown(written: str, columns: Columns, *, lang: str) -> str:
    titles = {_folded(title): column for column in columns for title in column.titles}
    word = _folded(written)
    for title in titles:
        if skeleton(title) == skeleton(word):
            return say(lang, "table_letters", column=written, near=title, letters=look_alikes(word, title))
    # The author's own language first: «назви» is nearer to «назва» than to «название», whatever the figures say.
    own = {_folded(column.title(lang)): column for column in columns}
    for known in (own, titles):
        if close := difflib.get_close_matches(word, known, n=1, cutoff=0.6):
            return say(lang, "table_near", column=written, near=known[close[0]].title(lang))
    return say(lang, "table_unknown", column=written, known=", ".join(column.title(lang) for column in columns))


def _folded(title: str) -> str:
    return one_spaced(title).casefold()
