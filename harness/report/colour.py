"""A report in colours, where there is somebody to see them; what the lines say stays as it is."""

import os
import re
from collections.abc import Mapping
from typing import IO, Final

from harness.events.status import PASSED, RED
from harness.report.messages import MESSAGES
from harness.report.terminal import MARKS

_GREEN, _RED, _YELLOW, _BOLD, _END = "\033[32m", "\033[31m", "\033[33m", "\033[1m", "\033[0m"
_OF_MARK: Final[Mapping[str, str]] = {
    mark: _GREEN if verdict == PASSED else _RED if verdict in RED else _YELLOW for verdict, mark in MARKS.items()
}
_LABELS: Final = {words[key] for words in MESSAGES.values() for key in ("happened", "why", "change", "evidence")}
_CAUSES: Final = {words["cause"] for words in MESSAGES.values()}
_STEPS: Final = {words["failed_step"] for words in MESSAGES.values()}
_ENDS: Final[Mapping[str, str]] = {
    words[key]: colour
    for words in MESSAGES.values()
    for key, colour in (("works", _GREEN), ("broken", _RED), ("nothing_proved", _YELLOW))
}
_LABEL: Final = re.compile(r"( {0,2})([^:\s][^:]*?)( \d+)?:(?= |$)")


def coloured(stream: IO[str], *, asked: str = "auto", environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to write there in colours: by `--color`, by NO_COLOR and FORCE_COLOR, or because it is a terminal."""
    if asked != "auto":
        return asked == "yes"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return environ.get("TERM") != "dumb" and stream.isatty()


def painted(text: str) -> str:
    """Causes and failed steps, marks, and the end; each line for itself."""
    return "\n".join(map(_painted, text.split("\n")))


def _painted(line: str) -> str:
    if line[:1] in _OF_MARK and line[1:2] == " ":
        return f"{_OF_MARK[line[0]]}{line[0]}{_END}{line[1:]}"
    if label := _LABEL.match(line):
        if label[2] in _CAUSES or label[2] in _STEPS:
            return f"{_RED}{_BOLD}{label[0]}{_END}{_BOLD}{line[label.end() :]}{_END}"
        if label[1] == "  " and label[2] in _LABELS:
            return f"{_BOLD}{label[0]}{_END}{line[label.end() :]}"
    end = line.partition(".")[0]
    return f"{_ENDS[end]}{_BOLD}{end}{_END}{line[len(end) :]}" if end in _ENDS else line
