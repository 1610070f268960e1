"""The step catalogue: everything that a scenario can say, for a terminal, a wiki and a browser."""

from harness.report.catalogue.entry import (
    KEYWORDS,
    LANGUAGES,
    Argument,
    Catalogue,
    Column,
    Entry,
    Example,
    Keyword,
    Use,
)
from harness.report.catalogue.html import html
from harness.report.catalogue.markdown import markdown
from harness.report.catalogue.sample import sample
from harness.report.catalogue.search import found, nearest_words
from harness.report.catalogue.terminal import terminal

__all__ = [
    "KEYWORDS",
    "LANGUAGES",
    "Argument",
    "Catalogue",
    "Column",
    "Entry",
    "Example",
    "Keyword",
    "Use",
    "found",
    "html",
    "markdown",
    "nearest_words",
    "sample",
    "terminal",
]
