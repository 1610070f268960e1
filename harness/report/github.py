"""What GitHub shows of a run: annotations beside the lines of feature files, and a summary of the job."""

import re
from collections.abc import Mapping
from typing import Final

from harness.events.results import RunResult, ScenarioResult
from harness.events.status import ORDER, PASSED
from harness.report.headline import headline
from harness.report.markdown import escaped
from harness.report.messages import say
from harness.report.printable import printable
from harness.report.terminal import MARKS, failure_text
from harness.report.warnings import warnings_of

# GitHub refuses a summary of more than a megabyte; what other steps have written counts as well.
LARGEST: Final = 800_000
HEAD: Final = 2_000  # the title, the counts and what is said of all that has no room
_LINE: Final = re.compile(r"(?P<file>.+?):(?P<line>\d+): (?P<message>.*)", re.DOTALL)


def annotations(run: RunResult) -> str:
    """Workflow commands, one line each: errors for what is red, warnings for what a phone might refuse."""
    lines: list[str] = []
    for result in run.scenarios:
        file, line = result.file, str(result.line or "")
        if result.red:
            step = result.failed_step
            at = str(step["line"]) if step else line
            lines.append(_command("error", failure_text(result, width=100), file, at, headline(result)))
        lines += [_command("warning", warning, file, line, result.name) for warning in warnings_of(result)]
    for path, message in run.unreadable.items():
        # It has a line for each mistake, each with its place.
        for one in message.splitlines():
            found = _LINE.fullmatch(one)
            lines.append(
                _command("error", found["message"], found["file"], found["line"], path)
                if found
                else _command("error", one, path, "", path)
            )
    lines += [_command("error", message, "", "", test) for test, message in run.outside.items()]
    lines += [
        _command("notice", found["message"], found["file"], found["line"], found["file"])
        for note in run.notes
        if (found := _LINE.fullmatch(note))
    ]
    return "".join(f"{line}\n" for line in lines)


def summary(run: RunResult) -> str:
    """Markdown: how many of each verdict, then what is red with all that is known of it, then everything in a table."""
    words = say(run.language)
    title = words["works"] if run.green else words["broken"] if run.broken else words["nothing_proved"]
    counts = run.counts
    told = "; ".join(f"{MARKS[verdict]} {words[verdict]}: {counts[verdict]}" for verdict in ORDER if counts[verdict])
    sections = {
        "left_messages": [f"- {escaped(message)}" for message in (*run.unreadable.values(), *run.outside.values())],
        "left_details": [_details(result) for result in run.scenarios if result.red],
        "left_rows": [_row(result) for result in run.scenarios],
    }
    whole = {name: list(map(printable, parts)) for name, parts in sections.items()}
    kept = _fitting(whole, LARGEST - HEAD)
    left = {words[name]: len(parts) - len(kept[name]) for name, parts in whole.items()}
    if any(left.values()):
        counted = "; ".join(f"{name}: {count}" for name, count in left.items() if count)
        told += f"\n\n**{words['left_out']}.** {counted}."
    table = ["| | | |", "|---|---|---|", *kept["left_rows"]] if kept["left_rows"] else []
    parts = [f"## amocrm-e2e: {title}", told, *kept["left_messages"], *kept["left_details"], "\n".join(table)]
    return "\n\n".join(filter(None, parts)) + "\n\n"


def _fitting(sections: Mapping[str, list[str]], room: int) -> dict[str, list[str]]:
    """Whatever has room, each part whole; the last section has a quarter for itself if it needs that much."""
    *_, last = sections
    reserved = min(sum(map(_size, sections[last])), room // 4)
    kept: dict[str, list[str]] = {name: [] for name in sections}
    for name, parts in sections.items():
        end = 0 if name == last else reserved
        for part in parts:
            if _size(part) <= room - end:
                kept[name].append(part)
                room -= _size(part)
    return kept


def _size(part: str) -> int:
    return len(part.encode()) + len("\n\n")


def _command(kind: str, message: str, file: str, line: str, title: str) -> str:
    properties = {"file": file, "line": line, "title": " ".join(title.split())}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{kind} {told}::{_data(message)}"


def _data(text: str) -> str:
    plain = printable(text).replace("%", "%25")
    return plain.replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _details(result: ScenarioResult) -> str:
    text = printable(failure_text(result, width=100))
    # A fence longer than any in the text ends with it.
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`+", text))])
    name = _html(f"{MARKS[result.verdict]} {result.name}: {headline(result)}")
    return f"<details><summary>{name}</summary>\n\n{fence}text\n{text}\n{fence}\n\n</details>"


def _row(result: ScenarioResult) -> str:
    words = say(result.language)
    reason = words[PASSED] if result.verdict == PASSED else f"{words[result.verdict]}: {headline(result)}"
    return f"| {MARKS[result.verdict]} | {escaped(result.name)} `{_code(result.place)}` | {escaped(reason)} |"


def _code(text: str) -> str:
    return " ".join(text.replace("`", "").replace("|", "\\|").split())


def _html(text: str) -> str:
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
