"""The proof in a terminal: a line for each bug, then what is wrong, then the end in plain words."""

from harness.report.printable import printable
from harness.report.proof.matrix import ALIVE, KILLED, NAMED, WRONG, Matrix, Row
from harness.report.proof.messages import say, worded


def summary(matrix: Matrix, *, lang: str) -> str:
    """How many scenarios kill each bug, and what was named."""
    width = max((len(row.id) for row in matrix.rows), default=0)
    lines = [_line(row, width) for row in matrix.rows]
    lines += ["", say(lang)["legend"].format(named=NAMED, killed=KILLED, wrong=WRONG, alive=ALIVE)]
    lines += [f"✗ {worded(problem, lang)}" for problem in matrix.problems]
    lines.append(_end(matrix, lang))
    return printable("\n".join(lines))


def _line(row: Row, width: int) -> str:
    marks = "".join(row.mark(scenario.place) for scenario in row.played)
    return f"{row.id:<{width}}  {marks}  {', '.join(row.named) or '–'}"


def _end(matrix: Matrix, lang: str) -> str:
    words = say(lang)
    told = {"runs": matrix.runs, "seconds": round(matrix.seconds), "bugs": len(matrix.rows)}
    if matrix.problems:
        return words["end_not"].format(problems=len(matrix.problems), **told)
    whole = words["end_whole"].format(scenarios=len(matrix.columns)) if matrix.whole else ""
    return words["end_proved"].format(whole=whole, **told)
