"""Keeps the record of a scenario up to date while one of its steps takes long: whoever is killed leaves that behind.

Most steps take less, and cost nothing then.
"""

import threading
from collections.abc import Callable
from typing import Final

from harness.adapters.crm import CrmUnavailable
from harness.adapters.recorder import EvidenceLost

EVERY_SECONDS: Final = 0.5


class Meanwhile:
    """Does something again and again, beside the scenario, until its end."""

    def __init__(self, do: Callable[[], None]) -> None:
        self._do = do
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, name="record of a long step", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """No more; what is under way is waited for."""
        self._over.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            try:
                self._do()
            except (CrmUnavailable, EvidenceLost):
                return  # the scenario itself will meet the same, and say it
