"""The one layout of feature files: where a line begins, and where an empty one parts it from the one above."""

from collections.abc import Iterator, Sequence
from typing import Final

from harness.gherkin.columns import aligned
from harness.gherkin.lines import QUOTED, TITLES, Line, meaning, read_lines

STEP: Final = 2
ARGUMENTS: Final = ("TableRow", "DocStringSeparator", QUOTED)


class MeaningWouldChange(Exception):
    """The layout would have changed what a feature says: a bug of ours, and the file is left as it is."""


def laid_out(text: str) -> str:
    """The same feature in the one layout; what can't be parsed raises the parser's own exception."""
    document, lines = read_lines(text)
    levels = _levels(lines)
    written: list[str] = []
    for at, (shown, gap) in enumerate(zip(_shown(lines), _gaps(lines), strict=True)):
        if _continues_tags(lines, at):
            written[-1] += f" {shown}"
        else:
            written += [""] * gap + [" " * levels[at] + shown if shown else ""]
    result = "\n".join(written) + "\n"
    if meaning(read_lines(result)[0]) != meaning(document):
        raise MeaningWouldChange
    return result


def _levels(lines: Sequence[Line]) -> list[int]:
    """How far each line is indented."""
    levels: list[int] = []
    # Where scenarios stand, and what stands inside of the last title.
    scenario = inside = STEP
    for line in lines:
        if line.kind in ("FeatureLine", "RuleLine"):
            level = 0 if line.kind == "FeatureLine" else STEP
            scenario = inside = level + STEP
        elif line.kind in ("BackgroundLine", "ScenarioLine"):
            level, inside = scenario, scenario + STEP
        elif line.kind == "ExamplesLine":
            level, inside = scenario + STEP, scenario + 2 * STEP
        elif line.kind == "StepLine":
            level = scenario + STEP
        elif line.kind in ARGUMENTS:
            level = scenario + 2 * STEP
        else:
            level = 0 if line.kind == "Language" else inside
        levels.append(level)
    for at in reversed(range(len(lines))):
        if lines[at].kind == "TagLine":
            levels[at] = levels[at + 1]
        elif lines[at].kind == "Comment":
            levels[at] = _level_of_comment(lines, levels, at, scenario=scenario)
    return levels


def _level_of_comment(lines: Sequence[Line], levels: Sequence[int], at: int, *, scenario: int) -> int:
    """A comment goes with what it touches, downwards first; one that touches nothing goes with what follows.

    The levels of what is above and of everything below are known.
    """
    before = next((place for place in range(at, -1, -1) if lines[place].kind != "Comment"), None)
    after = next((place for place in range(at, len(lines)) if lines[place].kind != "Comment"), None)
    if after is not None and lines[after].kind in ARGUMENTS:
        return levels[after]
    if before is not None and lines[before].kind == "TableRow" and lines[at].text[1:].lstrip().startswith("|"):
        return levels[before]
    if at + 1 < len(lines) and not lines[at + 1].gap:
        return levels[at + 1]
    if (
        before is not None
        and lines[before].kind != "TagLine"
        and not any(line.gap for line in lines[before + 1 : at + 1])
    ):
        return _beside(lines, levels, before)
    if after is not None:
        return levels[after]
    return scenario if lines[at].indent else 0


def _beside(lines: Sequence[Line], levels: Sequence[int], at: int) -> int:
    """Where a comment stands that goes with the line above it."""
    if lines[at].kind in TITLES:
        return levels[at] + STEP
    return levels[at] - STEP * (lines[at].kind in ARGUMENTS)


def _gaps(lines: Sequence[Line]) -> Iterator[bool]:
    """Whether there is an empty line above each."""
    parted = {_lead(lines, at) for at, line in enumerate(lines) if line.kind in TITLES[1:]}
    tagged = False
    for at, line in enumerate(lines):
        above = lines[at - 1].kind if at else None
        if at in parted:
            yield True
        elif above is None or tagged or _below(lines, at) in ARGUMENTS or (above in TITLES and _below(lines, at)):
            yield False
        else:
            yield line.gap and (above, line.kind) not in (("Language", "TagLine"), ("Language", "FeatureLine"))
        tagged = (tagged or line.kind == "TagLine") and line.kind not in TITLES


def _lead(lines: Sequence[Line], title: int) -> int:
    """Where the tags and comments above a title begin; comments that touch only the line above them are no part."""
    first = title
    while lines[first - 1].kind in ("TagLine", "Comment"):
        first -= 1
    end = first
    while lines[end].kind == "Comment" and (end == first or not lines[end].gap):
        end += 1
    return end if lines[end].gap and not lines[first].gap else first


def _below(lines: Sequence[Line], at: int) -> str | None:
    """What the line is, or the first one below that is no comment."""
    return next((lines[place].kind for place in range(at, len(lines)) if lines[place].kind != "Comment"), None)


def _shown(lines: Sequence[Line]) -> Iterator[str]:
    """The lines' texts, those of each table with their columns aligned."""
    tables: dict[int, list[int]] = {}
    table = 0
    for at, line in enumerate(lines):
        if line.kind == "TableRow":
            tables.setdefault(table, []).append(at)
        elif line.kind != "Comment":
            table = at
    rows = {
        at: row
        for places in tables.values()
        for at, row in zip(places, aligned([lines[at].text for at in places]), strict=True)
    }
    yield from (rows.get(at, line.text) for at, line in enumerate(lines))


def _continues_tags(lines: Sequence[Line], at: int) -> bool:
    """Whether these tags go on the line above; a comment behind tags keeps them on a line of their own."""
    return at > 0 and all(line.kind == "TagLine" and " #" not in line.text for line in lines[at - 1 : at + 1])
