"""Rows in and out of SQLite or PostgreSQL, one connection per thread, with the two dialects' differences kept here."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar, cast

Cell = str | int | float | None
Record = TypeVar("Record")

_BUSY_SECONDS = 30
_SCHEMA_LOCK = 7_204_001


class DatabaseUnavailable(Exception):
    """The database cannot be opened or prepared."""


class _Cursor(Protocol):
    rowcount: int

    def fetchall(self) -> list[dict[str, Cell]]: ...
    def executemany(self, sql: str, rows: Sequence[Sequence[Cell]], /) -> object: ...


class _Driver(Protocol):
    def execute(self, sql: str, cells: Sequence[Cell] = (), /) -> _Cursor: ...
    def cursor(self) -> _Cursor: ...
    def close(self) -> None: ...


class Database:
    """SQL is written with `?`; `all` and `one` make a record of each row by its column names."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._postgres = not url.startswith("sqlite:")
        self._thread = threading.local()

    def all(self, record: Callable[..., Record], sql: str, *cells: Cell) -> list[Record]:
        return [record(**row) for row in self._execute(sql, cells).fetchall()]

    def one(self, record: Callable[..., Record], sql: str, *cells: Cell) -> Record | None:
        return next(iter(self.all(record, sql, *cells)), None)

    def one_locked(self, record: Callable[..., Record], sql: str, *cells: Cell) -> Record | None:
        """As `one`, and nobody else gets that row before this transaction ends, in any process.

        SQLite locks no rows: there `transaction` has taken the only write lock already.
        """
        return self.one(record, f"{sql} FOR UPDATE" if self._postgres else sql, *cells)

    def execute(self, sql: str, *cells: Cell) -> int:
        """Run one statement and return how many rows it changed."""
        return self._execute(sql, cells).rowcount

    def execute_many(self, sql: str, rows: Sequence[Sequence[Cell]]) -> None:
        if rows:
            cursor = self._driver().cursor()
            cursor.executemany(self._dialect(sql), [[_storable(cell) for cell in row] for row in rows])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        driver = self._driver()
        driver.execute("BEGIN" if self._postgres else "BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            driver.execute("ROLLBACK")
            raise
        driver.execute("COMMIT")

    def create_tables(self) -> None:
        statements = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8").split(";")
        try:
            with self.transaction():
                if self._postgres:  # two processes that start at once would trip over each other's CREATE TABLE
                    self.execute("SELECT pg_advisory_xact_lock(?)", _SCHEMA_LOCK)
                for statement in filter(str.strip, statements):
                    self.execute(statement)
        except DatabaseUnavailable:
            raise
        except Exception as error:  # either driver's: no right to write, a file that is no database, …
            raise DatabaseUnavailable(f"cannot create the tables: {str(error).splitlines()[0]}") from error

    def is_alive(self) -> bool:
        try:
            self._execute("SELECT 1 AS alive", ()).fetchall()
        except Exception:
            # Each driver has its own family of errors, and every one of them means the same here.
            return False
        return True

    def _execute(self, sql: str, cells: Sequence[Cell]) -> _Cursor:
        return self._driver().execute(self._dialect(sql), [_storable(cell) for cell in cells])

    def _dialect(self, sql: str) -> str:
        return sql.replace("?", "%s") if self._postgres else sql

    def _driver(self) -> _Driver:
        driver: _Driver | None = getattr(self._thread, "driver", None)
        if driver is None or getattr(driver, "closed", False):
            driver = _open_postgres(self._url) if self._postgres else _open_sqlite(self._url)
            self._thread.driver = driver
        return driver


def _open_sqlite(url: str) -> _Driver:
    path = url.removeprefix("sqlite:///")
    try:
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        raise DatabaseUnavailable(f"cannot open {path}: {error}") from error
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.row_factory = _named
    return cast(_Driver, connection)


def _named(cursor: sqlite3.Cursor, row: tuple[Cell, ...]) -> dict[str, Cell]:
    return {column[0]: cell for column, cell in zip(cursor.description, row, strict=True)}


def _open_postgres(url: str) -> _Driver:
    import psycopg
    from psycopg.rows import dict_row

    try:
        return cast(_Driver, psycopg.connect(url, autocommit=True, row_factory=dict_row, connect_timeout=5))
    except psycopg.Error as error:
        raise DatabaseUnavailable(f"cannot reach PostgreSQL: {str(error).splitlines()[0]}") from error


def _storable(cell: Cell) -> Cell:
    """Text without what UTF-8 (lone surrogates) and PostgreSQL (NUL) cannot hold: strangers choose these strings."""
    if isinstance(cell, str):
        return cell.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return cell
