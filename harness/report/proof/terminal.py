"""The proof in a terminal: a line for each bug, then what is wrong, then the end in plain words."""

from harness.report.printable import printable
from harness.report.proof.matrix import ALIVE, KILLED, NAMED, WRONG, Matrix, Row


def summary(matrix: Matrix) -> str:
    """How many scenarios kill each bug, and what was named."""
    width = max((len(row.id) for row in matrix.rows), default=0)
    lines = [_line(row, width) for row in matrix.rows]
    lines += ["", f"{NAMED} killed and named   {KILLED} killed   {WRONG} wrong cause   {ALIVE} not killed"]
    lines += [f"✗ {problem}" for problem in matrix.problems]
    lines.append(_end(matrix))
    return printable("\n".join(lines))


def _line(row: Row, width: int) -> str:
    marks = "".join(row.mark(scenario.place) for scenario in row.played)
    return f"{row.id:<{width}}  {marks}  {', '.join(row.named) or '–'}"


def _end(matrix: Matrix) -> str:
    runs = len(matrix.correct) + sum(len(row.played) for row in matrix.rows)
    took = f"{runs} runs of scenarios in {matrix.seconds:.0f} s"
    if matrix.problems:
        return f"Not proved: {len(matrix.problems)} problem(s), {took}."
    killed = f"the correct pair is green, each of {len(matrix.rows)} bugs is killed and named"
    caught = f", each of {len(matrix.columns)} scenarios can fail" if matrix.whole else ""
    return f"✓ Proved: {killed}{caught}; {took}."
