"""The command line: the phone is driven from Python, so all there is to ask for is its list of bugs."""

import argparse
import sys
from collections.abc import Sequence

from simulated_client.bugs import list_bugs


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer the exit code; argparse itself leaves with 2 on what it doesn't know."""
    parser = argparse.ArgumentParser(prog="python -m simulated_client", description=__doc__)
    parser.add_argument("--list-bugs", action="store_true", help="print the id of every known bug and stop")
    if not parser.parse_args(arguments).list_bugs:
        parser.print_usage(sys.stderr)
        return 2
    sys.stdout.write("".join(f"{bug}\n" for bug in list_bugs()))
    return 0
