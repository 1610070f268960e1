"""What Chromium says of errors in a page's scripts."""

from dataclasses import dataclass

from playwright.sync_api import ConsoleMessage, WebError

# Chromium's own words about what is on record already: a request that failed, a link to an app.
_ON_RECORD = ("Failed to load resource:", "Not allowed to launch '", "Failed to launch '")


@dataclass(frozen=True, slots=True)
class ScriptError:
    """One error: its text, and the page that it is of."""

    text: str
    url: str
    uncaught: bool


def thrown(error: WebError) -> ScriptError:
    """An error that nobody caught."""
    return ScriptError(str(error.error), error.page.url if error.page else "", uncaught=True)


def logged(message: ConsoleMessage) -> ScriptError | None:
    """An error that a page wrote to the console; None for anything else."""
    if message.type != "error" or message.text.startswith(_ON_RECORD):
        return None
    url = message.page.url if message.page else str(message.location["url"])
    return ScriptError(message.text, url, uncaught=False)
