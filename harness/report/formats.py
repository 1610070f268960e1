"""The formats in which a run can be told, one row each; light, since every command line declares them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Final

from harness.events.results import RunResult


@dataclass(frozen=True, slots=True)
class Format:
    """`function` makes it of a run: a text, or for a format without a suffix, which is a folder, a text for each file.

    A format of no `place` is printed.
    """

    name: str
    suffix: str
    function: str
    help: str
    place: str = "FILE"

    @property
    def option(self) -> str:
        """How it is asked for on a command line."""
        return f"--{self.name}"

    def files(self, run: RunResult) -> Mapping[str, str]:
        """What is written, by the path below the folder that was asked for; "" is what was asked for itself."""
        make: Callable[[RunResult], str | Mapping[str, str]] = resolve_name(self.function)
        made = make(run)
        return {"": made} if isinstance(made, str) else made


FORMATS: Final = (
    Format("html", ".html", "harness.report.html:html", "write one HTML file: why, who called whom, how to repeat it"),
    Format("junit", ".xml", "harness.report.junit:junit_xml", "write a JUnit XML report"),
    Format("json", ".json", "harness.report.json:as_json", "write the scenarios as JSON"),
)
BY_NAME: Final[Mapping[str, Format]] = {each.name: each for each in FORMATS}
