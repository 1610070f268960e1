"""What the fake tells the two keepers of its memory, glibc's allocator and Python's search for garbage."""

import contextlib
import ctypes
import gc
from collections.abc import Iterator

# mallopt(3): from <malloc.h>. Left alone, glibc raises the threshold for mmap with every large block that is freed and
# keeps a heap for each thread, so that a long run leaves holes of tens of megabytes.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
LARGE = 64 * 1024  # bytes


def give_memory_back() -> None:
    """Tell glibc not to hoard: the fake builds and drops pages of a hundred kilobytes as long as it serves.

    Once per process, before the first request; does nothing where the C library isn't glibc.
    """
    with contextlib.suppress(AttributeError, OSError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, LARGE)
        mallopt(_TRIM_THRESHOLD, LARGE)
        mallopt(_ARENA_MAX, 1)


@contextlib.contextmanager
def here_to_stay() -> Iterator[None]:
    """While something large is made that will be kept, don't search it for garbage, and never look through it later.

    A million leads are millions of objects: each search would take seconds, in the middle of a request. They are
    freed all the same when nobody refers to them any more.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
