"""What the app may rightly be told while amoCRM refuses the backend: neither is at fault, and nobody is signed out."""

from typing import Final

from harness.ports import Refusal, Stage

# "Connect again", "pay", "not now": but no 401 or 403, which would be about the app's own session, and no 500.
UNSERVED: Final = (402, 409, 424, 429, 502, 503, 504)


def excuse_backend(stage: Stage) -> None:
    """Excuse such answers to the app and on the callback page, where they pass on what amoCRM has just done."""
    stage.expect(Refusal("client", "", UNSERVED, at_most=None, at_least=0, passes_on=True))
    stage.expect(Refusal("browser", "callback", UNSERVED, at_most=None, at_least=0, passes_on=True))
    # A webhook that is answered so comes again, which is the best that can be made of it.
    stage.expect(Refusal("amocrm", "webhook", UNSERVED, at_most=None, at_least=0, passes_on=True))
