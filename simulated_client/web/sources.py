"""What the web phone's pages are built from, and whether those that are there were built from just this."""

import hashlib
from pathlib import Path

SOURCES = Path(__file__).parent
PAGES = SOURCES.parent / "web_pages"
BUILT_FROM = "built-from.txt"  # the build leaves the digest of its sources there
NOT_BUILT = ("node_modules", "__pycache__")


def files() -> list[Path]:
    """Everything that the build reads, in order."""
    found = (path for path in SOURCES.rglob("*") if path.is_file() and path.suffix != ".py")
    return sorted(path for path in found if not set(NOT_BUILT).intersection(path.parts))


def digest() -> str:
    """Another one for other sources."""
    whole = hashlib.sha256()
    for path in files():
        whole.update(f"{path.relative_to(SOURCES).as_posix()}\0".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def is_built() -> bool:
    """Whether the pages are there and nothing has changed since."""
    built_from = PAGES / BUILT_FROM
    return (PAGES / "index.html").is_file() and built_from.is_file() and built_from.read_text() == digest()
