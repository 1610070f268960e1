"""Coverage as text: a table for the terminal, or Markdown for the documentation."""

from collections.abc import Iterator, Sequence

from mock_amocrm.coverage.rows import Row, Total, grouped, total
from mock_amocrm.messages import text

FORMATS = ("text", "markdown")


def printed(rows: Sequence[Row], *, lang: str) -> str:
    """For a terminal; the last line is `N of 325`."""
    lines = [f"{'':2}{text('coverage_legend', lang=lang)}", ""]
    for group, members in grouped(rows).items():
        lines.append(f"{group}  {_sums(total(members), lang=lang)}")
        lines += [_line(row) for row in members]
        lines.append("")
    return "\n".join([*lines, _sums(total(rows), lang=lang), _last(rows), ""])


def markdown(rows: Sequence[Row], *, lang: str) -> str:
    """For the documentation."""
    return "\n".join([*_markdown(rows, lang=lang), "", _last(rows), ""])


def _markdown(rows: Sequence[Row], *, lang: str) -> Iterator[str]:
    yield f"# {text('coverage_title', lang=lang)}"
    yield ""
    yield text("coverage_lead", lang=lang)
    columns = ("endpoint", "implemented", "tested", "clients", "confidence")
    for group, members in grouped(rows).items():
        yield ""
        yield f"## {group}"
        yield ""
        yield _sums(total(members), lang=lang)
        yield ""
        yield "| " + " | ".join(text(f"coverage_{name}", lang=lang) for name in columns) + " |"
        yield "|---|---|---|---|---|"
        for row in members:
            fact = row.fact
            clients = ", ".join(row.clients)
            marks = (_mark(row.is_implemented), _mark(row.is_tested))
            yield f"| `{fact.key}` | {marks[0]} | {marks[1]} | {clients} | {fact.confidence} |"


def _line(row: Row) -> str:
    marks = f"{_mark(row.is_implemented)}{_mark(row.is_tested)}{_mark(bool(row.clients))}"
    clients = f"  {', '.join(row.clients)}" if row.clients else ""
    return f"  {marks} {row.fact.confidence:<6} {row.fact.method:<6} {row.fact.path}{clients}"


def _mark(yes: bool) -> str:
    return "✓" if yes else "·"


def _sums(sums: Total, *, lang: str) -> str:
    return text(
        "coverage_sums",
        lang=lang,
        rows=str(sums.rows),
        implemented=str(sums.implemented),
        tested=str(sums.tested),
        confirmed=str(sums.confirmed),
    )


def _last(rows: Sequence[Row]) -> str:
    sums = total(rows)
    return f"{sums.implemented} of {sums.rows}"
