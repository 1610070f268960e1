"""What `run --watch` starts: `amocrm-e2e run` in a process that can be interrupted from its first moment on."""

import signal
import sys

from harness.cli import main
from harness.run.endings import INTERRUPTED

if __name__ == "__main__":
    # Born with Ctrl-C held back: while Python still imports, it would be answered with a traceback.
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        code = main(["run", *sys.argv[1:]])
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
