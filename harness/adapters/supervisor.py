"""Runs one command in a session of its own and ends it when standard input closes.

A script of its own, started with `python -S -E`: the harness holds the other end of the pipe, so when the harness
dies, however it dies, the command's whole process group gets SIGTERM and, 5 s later, SIGKILL. Exits with the command's
own code; 127 when it can't be started.
"""

import contextlib
import os
import selectors
import signal
import subprocess
import sys

GRACE_SECONDS = 5.0


def main(command: list[str]) -> int:
    """Run the command; argv after the script's name."""
    try:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    except OSError as error:
        sys.stderr.write(f"can't start {command[0]!r}: {error.strerror}\n")
        return 127
    ended, write_end = os.pipe()
    os.set_blocking(write_end, False)
    signal.set_wakeup_fd(write_end)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    # Whoever stops a terminal's whole group (Ctrl-C) or closes the terminal ends the harness too, and the pipe's end
    # tells us.
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: _end(child))
    with selectors.DefaultSelector() as selector:
        selector.register(sys.stdin.buffer, selectors.EVENT_READ, "harness")
        selector.register(ended, selectors.EVENT_READ, "child")
        while child.poll() is None:
            for key, _ in selector.select():
                if key.data == "child":
                    os.read(ended, 512)
                elif not os.read(sys.stdin.fileno(), 512):
                    _end(child)
    # A child that went away may leave grandchildren in its session.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    return child.returncode


def _end(child: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGTERM)
    try:
        child.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
