"""Known-bad variants: each module here replaces one named seam, and its file name is the bug's id."""

from pathlib import Path


def bug_ids() -> list[str]:
    return sorted(file.stem.replace("_", "-") for file in Path(__file__).parent.glob("[!_]*.py"))
