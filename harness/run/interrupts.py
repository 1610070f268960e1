"""Every Ctrl-C, and what counts as one: pytest has one exit code for it and much else, and may stumble over one."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

import pytest

# A job that is cancelled or has run out of time, and a terminal that is closed, are to leave reports as well.
_ENDS: Final = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGTERM: signal.SIG_DFL,
    signal.SIGHUP: signal.SIG_DFL,
}


class Interrupts:
    """A plugin of one run, for whoever has to know whether somebody ended it."""

    def __init__(self) -> None:
        self.heard = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """One that came while Python was tidying up was dropped there, and the run went on."""
        self._end()

    @pytest.hookimpl(tryfirst=True, optionalhook=True)
    def pytest_bdd_before_step(self) -> None:
        """The same, between two steps."""
        self._end()

    def _end(self) -> None:
        if self.heard:
            raise KeyboardInterrupt

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Note each one, and let it do what a Ctrl-C always does."""
        before = {number: signal.getsignal(number) for number in _ENDS}

        def hear(number: int, frame: FrameType | None) -> None:
            self.heard = True
            signal.default_int_handler(number, frame)

        for number, usual in _ENDS.items():
            if before[number] == usual:  # whoever was told to ignore it keeps doing so
                signal.signal(number, hear)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
