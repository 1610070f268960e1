"""Every Ctrl-C that is heard: pytest has one exit code for it and much else, and may stumble over one."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest


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
        """Note each one, and let it do what it always does."""
        before = signal.getsignal(signal.SIGINT)

        def hear(number: int, frame: FrameType | None) -> None:
            self.heard = True
            signal.default_int_handler(number, frame)

        if before is signal.default_int_handler:  # whoever was told to ignore it keeps doing so
            signal.signal(signal.SIGINT, hear)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
