"""Makes sure that there is a Chromium: a system one, else Playwright's shell, else Debian's package."""

import os
import shutil
import subprocess
import sys

from harness.adapters.chromium_executable import INSTALL_LINE, BrowserMissing, find_chromium
from harness.settings import BrowserSettings


def install() -> int:
    """0 when there is a browser afterwards, 2 with the line to type when there is none."""
    if _found():
        return 0
    ways = [[sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        ways += [["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]]
    for command in ways:
        sys.stderr.write(f"no Chromium yet: {' '.join(command)}\n")
        subprocess.run(command, check=False, stdout=sys.stderr)
        if _found():
            return 0
    sys.stderr.write(f"There is no Chromium and it couldn't be installed. Type:\n    {INSTALL_LINE}\n")
    return 2


def _found() -> bool:
    try:
        where = find_chromium(BrowserSettings())
    except BrowserMissing:
        return False
    sys.stdout.write(f"browser: {where or 'the one of Playwright'}\n")
    return True
