"""A Ctrl-C that Python drops, because it came in a finalizer, ends the run at the next step all the same."""

import gc
import os
import signal

import pytest

from harness.run.interrupts import Interrupts


class Finalized:
    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_was_dropped_is_raised_at_the_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupts = Interrupts()
    try:
        with interrupts.listening():
            interrupts.pytest_bdd_before_step()
            monkeypatch.setattr("sys.unraisablehook", lambda _: None)
            made = Finalized()
            del made
            gc.collect()
            assert interrupts.heard
            with pytest.raises(KeyboardInterrupt):
                interrupts.pytest_bdd_before_step()
            with pytest.raises(KeyboardInterrupt):
                interrupts.pytest_runtest_setup()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
