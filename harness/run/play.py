"""One run of pytest in this process, and whether somebody ended it."""

from collections.abc import Sequence

import pytest

from harness.run.endings import INTERRUPTED
from harness.run.interrupts import Interrupts


def play(words: Sequence[str]) -> int:
    """pytest's exit code, or 130 for a Ctrl-C; one that came before anything could be played is raised as itself."""
    interrupts = Interrupts()
    with interrupts.listening():
        try:
            code = int(pytest.main(list(words), plugins=[interrupts]))
        except Exception:
            # Interrupted while it makes ready or describes an interruption, pytest may stumble over itself.
            if not interrupts.heard:
                raise
            raise KeyboardInterrupt from None
    return INTERRUPTED if interrupts.heard else code
