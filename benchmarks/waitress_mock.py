"""The fake as test fixtures start it, in a process of its own: `python -m benchmarks.waitress_mock`."""

import sys
import threading

from mock_amocrm.server import MockAmoCRM


def main() -> None:
    """Serve until terminated."""
    with MockAmoCRM() as mock:
        sys.stdout.write(f"{mock.url}\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
