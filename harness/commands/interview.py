"""Questions in a terminal or through a pipe; each has a default, and a wrong answer is asked for again."""

import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from harness.report.printable import printable

T = TypeVar("T")


class Misunderstood(Exception):
    """An answer that can't be taken; the message says why."""


class NoAnswer(Exception):
    """The answers have ended; `key` names what is to be said of it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Interview:
    """`unattended` takes what was given beforehand or else the default, and never asks."""

    unattended: bool

    def answer(self, question: str, *, read: Callable[[str], T], default: str, given: str | None = None) -> T:
        """What `read` makes of the answer; Misunderstood leaves only an unattended interview."""
        answer = given
        while True:
            if answer is None:
                answer = default if self.unattended else self._asked(f"{question} [{default}]: ") or default
            try:
                return read(" ".join(unicodedata.normalize("NFC", answer).split()))
            except Misunderstood as why:
                if self.unattended:
                    raise
                sys.stdout.write(f"  {why}\n")
                answer = None

    @staticmethod
    def _asked(prompt: str) -> str:
        try:
            if sys.stdin.isatty():
                return input(prompt).strip()
            sys.stdout.write(prompt)
            sys.stdout.flush()
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            sys.stdout.write("\n")
            raise NoAnswer("new_not_text") from None
        except EOFError:
            line = ""
        # Nobody has typed it on this screen; whoever reads the output sees it beside its question.
        sys.stdout.write(printable(line.strip()) + "\n")
        if not line:
            raise NoAnswer("new_ended")
        return line.strip()
