"""The formats in which a run can be told, one row each; light, since every command line declares them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Final

from harness.events.results import RunResult


@dataclass(frozen=True, slots=True)
class Format:
    """`function` makes it of a run: a text, or where the place is a folder, what each of its files holds.

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

    def files(self, run: RunResult) -> Mapping[str, str | bytes]:
        """What is written, by the path below the folder that was asked for; "" is what was asked for itself."""
        make: Callable[[RunResult], str | Mapping[str, str | bytes]] = resolve_name(self.function)
        made = make(run)
        return {"": made} if isinstance(made, str) else made


FORMATS: Final = (
    Format("html", ".html", "harness.report.html:html", "write one HTML file: why, who called whom, how to repeat it"),
    Format("junit", ".xml", "harness.report.junit:junit_xml", "write a JUnit XML report"),
    Format("json", ".json", "harness.report.json:as_json", "write the scenarios as JSON"),
    Format(
        "cucumber-messages",
        ".ndjson",
        "harness.report.cucumber.envelopes:cucumber_messages",
        "write Cucumber messages, for Cucumber's own formatters",
    ),
    Format("cucumber-json", ".json", "harness.report.cucumber.legacy:cucumber_json", "write Cucumber's older JSON"),
    Format("har", ".har", "harness.report.har:har", "write the requests as HAR 1.2, for a browser's developer tools"),
    Format("mermaid", ".md", "harness.report.mermaid:mermaid", "write sequence diagrams as Mermaid in Markdown"),
    Format("allure", "", "harness.report.allure:allure", "write Allure results", "FOLDER"),
    Format("summary", ".md", "harness.report.github:summary", "write a summary as Markdown"),
    Format(
        "github",
        "",
        "harness.report.github:annotations",
        "print annotations for GitHub, and add the summary to $GITHUB_STEP_SUMMARY",
        "",
    ),
)
BY_NAME: Final[Mapping[str, Format]] = {each.name: each for each in FORMATS}
