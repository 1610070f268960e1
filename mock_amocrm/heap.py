"""Tells glibc to give memory back: the fake builds and drops pages of a hundred kilobytes as long as it serves."""

import contextlib
import ctypes

# mallopt(3): from <malloc.h>. Left alone, glibc raises the threshold for mmap with every large block that is freed and
# keeps a heap for each thread, so that a long run leaves holes of tens of megabytes.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
LARGE = 64 * 1024  # bytes


def give_memory_back() -> None:
    """Once per process, before the first request; does nothing where the C library isn't glibc."""
    with contextlib.suppress(AttributeError, OSError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, LARGE)
        mallopt(_TRIM_THRESHOLD, LARGE)
        mallopt(_ARENA_MAX, 1)
