"""The proof as one HTML file: the matrix, and for each bug what a person is told when it bites."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Final

from harness.events.results import ScenarioResult
from harness.report.messages import say as say_report
from harness.report.page import page
from harness.report.printable import printable
from harness.report.proof.matrix import ALIVE, KILLED, NAMED, UNPLAYED, WRONG, Left, Matrix, Row
from harness.report.proof.messages import say, worded
from harness.report.repeat import command

MARKS: Final[Mapping[str, str]] = {NAMED: "named", KILLED: "killed", WRONG: "wrong", ALIVE: "alive"}
PARTS: Final = ("happened", "why", "change")


def html(matrix: Matrix, *, lang: str) -> str:
    """The page in one language; diagnoses stand in the language of their scenario."""
    words = say(lang)
    return page(
        title=words["title"],
        lang=lang,
        body="\n".join(_body(matrix, lang, words)),
        style=(files(__package__) / "proof.css").read_text(encoding="utf-8"),
    )


def _body(matrix: Matrix, lang: str, words: Mapping[str, str]) -> Iterator[str]:
    yield f"<header><h1>{_e(words['title'])}</h1>"
    counted = {"bugs": len(matrix.rows), "scenarios": len(matrix.columns), "runs": matrix.runs}
    yield f'<p class="soft">{_e(words["counted"].format(**counted, seconds=round(matrix.seconds)))}</p>'
    yield "</header>"
    yield '<main id="main" tabindex="-1">'
    yield from _verdict(matrix, lang, words)
    yield from _table(matrix, lang, words)
    yield from _scenarios(matrix, words)
    for row in matrix.rows:
        yield from _bug(row, lang, words)
    if matrix.left:
        yield from _left(matrix.left, lang, words)
    yield "</main>"


def _verdict(matrix: Matrix, lang: str, words: Mapping[str, str]) -> Iterator[str]:
    if not matrix.problems:
        whole = f" {words['proved_whole']}" if matrix.whole else ""
        yield f'<p class="good">✓ {_e(words["proved"] + whole)}</p>'
        return
    told = words["not_proved"].format(count=len(matrix.problems))
    problems = "".join(f"<li>{_e(worded(problem, lang))}</li>" for problem in matrix.problems)
    yield f'<div class="bad"><p>✗ {_e(told)}</p><ul>{problems}</ul></div>'


def _table(matrix: Matrix, lang: str, words: Mapping[str, str]) -> Iterator[str]:
    yield f'<section aria-labelledby="matrix"><h2 id="matrix">{_e(words["matrix"])}</h2>'
    legend = " &nbsp; ".join(f'<span class="{name}">{mark}</span> {_e(words[name])}' for mark, name in MARKS.items())
    yield f'<p class="soft small">{_e(words["matrix_told"])}<br>{legend}</p>'
    yield '<div class="wide" tabindex="0" role="region" aria-labelledby="matrix"><table class="matrix"><thead><tr>'
    yield f'<th scope="col">{_e(words["bug"])}</th>'
    for number, (place, name) in enumerate(matrix.columns.items(), 1):
        yield f'<th scope="col" title="{_e(f"{name} ({place})")}"><a href="#s{number}">{number}</a></th>'
    yield "</tr></thead><tbody>"
    for row in matrix.rows:
        title = _e(row.title.get(lang, row.title["en"]))
        yield f'<tr><th scope="row"><a href="#{_anchor(row)}" title="{title}">{_e(row.id)}</a></th>'
        yield "".join(_cell(row.mark(place), words) for place in matrix.columns) + "</tr>"
    yield "</tbody></table></div></section>"


def _cell(mark: str, words: Mapping[str, str]) -> str:
    if mark == UNPLAYED:
        return "<td></td>"
    return f'<td class="{MARKS[mark]}"><span title="{_e(words[MARKS[mark]])}">{mark}</span></td>'


def _scenarios(matrix: Matrix, words: Mapping[str, str]) -> Iterator[str]:
    yield f'<section aria-labelledby="scenarios"><h2 id="scenarios">{_e(words["scenarios"])}</h2><ol class="small">'
    for number, (place, name) in enumerate(matrix.columns.items(), 1):
        count = sum(row.mark(place) in (NAMED, KILLED, WRONG) for row in matrix.rows)
        told = words["kills"].format(count=count)
        yield f'<li id="s{number}">{_e(name)} <span class="soft">{_e(place)}, {_e(told)}</span></li>'
    yield "</ol></section>"


def _bug(row: Row, lang: str, words: Mapping[str, str]) -> Iterator[str]:
    anchor, title = _anchor(row), row.title.get(lang, row.title["en"])
    yield f'<article class="bug" id="{anchor}" aria-labelledby="{anchor}-t"><h3 id="{anchor}-t">'
    yield f"<code>{_e(row.id)}</code> {_e(title)}</h3><dl>"
    homes = " + ".join(words[home] for home in row.lives.split(" + "))
    facts = {
        "lives": _e(homes),
        "switches": ", ".join(f"<code>{_e(switch)}</code>" for switch in row.switches),
        "rows": _e(", ".join(row.rows)),
        "causes": ", ".join(f"<code>{_e(cause)}</code>" for cause in row.named) or _e(words["nothing"]),
        "caught_by": ", ".join(
            f"{_e(scenario.name)} <span class='soft'>{_e(scenario.place)}</span>" for scenario in row.red
        ),
    }
    yield "".join(f"<div><dt>{_e(words[key])}</dt><dd>{fact}</dd></div>" for key, fact in facts.items() if fact)
    yield "</dl>"
    told = next((scenario for scenario in row.red if scenario.findings), None)
    if told is not None:
        yield from _told(told, words)
    yield "</article>"


def _told(scenario: ScenarioResult, words: Mapping[str, str]) -> Iterator[str]:
    said = say_report(scenario.language)
    yield f"<h4>{_e(words['told'])}</h4>"
    for finding in scenario.findings:
        yield f'<div class="told" lang="{_e(scenario.language)}">'
        yield f"<p><b>{_e(said['cause'])}: {_e(str(finding['title']))}</b></p>"
        yield "".join(f"<p><i>{_e(said[part])}:</i> {_e(str(finding[part]))}</p>" for part in PARTS)
        yield "</div>"
    yield f'<p class="small">{_e(words["repeat"])}: <code>{_e(command(scenario))}</code></p>'


def _left(left: Sequence[Left], lang: str, words: Mapping[str, str]) -> Iterator[str]:
    yield f'<section aria-labelledby="left"><h2 id="left">{_e(words["left"])}</h2><dl class="left">'
    for one in left:
        title, reason = one.title.get(lang, one.title["en"]), one.reason.get(lang, one.reason["en"])
        rows = f' <span class="soft">{_e(", ".join(one.rows))}</span>' if one.rows else ""
        yield f"<div><dt>{_e(title)}{rows}</dt><dd>{_e(reason)}</dd></div>"
    yield "</dl></section>"


def _anchor(row: Row) -> str:
    return "bug-" + row.id.replace("+", "-and-")


def _e(text: str) -> str:
    return escape(printable(text))
