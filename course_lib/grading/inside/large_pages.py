"""Memory for tensors in pages of two megabytes: a hundred times fewer to be asked for and cleared than with those of four kilobytes."""

import ctypes
import mmap

_PIECE, _PIECES = 2**24, 8  # bytes; the C library takes larger ones from elsewhere
_LARGE = 2**21
RESERVED = _PIECE * _PIECES


def reserve_large_pages() -> None:
    """What this process, or a child of it, takes next for tensors comes in large pages, 128 MiB of it, if the kernel likes to.

    Nothing is taken yet: the C library has the addresses, free, and what was never touched is no memory.
    """
    libc = ctypes.CDLL(None)
    libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    libc.malloc_trim(0)  # or what is free but was used would come first, a copy of each page
    pieces = [piece for _ in range(_PIECES) if (piece := libc.malloc(ctypes.c_size_t(_PIECE)))]
    start, end = -(-min(pieces, default=0) // _LARGE) * _LARGE, (max(pieces, default=0) + _PIECE) // _LARGE * _LARGE
    libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), mmap.MADV_HUGEPAGE)  # where it fails, all is as ever
    for piece in reversed(pieces):
        libc.free(piece)
