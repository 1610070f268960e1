"""The wheel carries the web phone's pages, which Node builds beforehand; without them there is no wheel."""

import runpy
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOM = Path(__file__).parent / "simulated_client"


class BuildWithPages(build_py):
    """An editable installation needs no pages, and so no Node."""

    def run(self) -> None:
        if not self.editable_mode and not _pages_are_built():
            sys.exit(
                "the web phone's pages (simulated_client/web_pages) are missing or older than their sources;"
                " type: make wheel"
            )
        super().run()


def _pages_are_built() -> bool:
    sources = ROOM / "web" / "sources.py"
    if not sources.is_file():  # a source archive has the pages without what they were built from
        return (ROOM / "web_pages" / "index.html").is_file()
    is_built: bool = runpy.run_path(str(sources))["is_built"]()
    return is_built


setup(cmdclass={"build_py": BuildWithPages})
