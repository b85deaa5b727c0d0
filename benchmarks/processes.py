"""What a process and all that it started use, as Linux tells it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_PROCESSES = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
# Places in /proc/PID/stat behind the name, which may hold anything.
_PARENT, _USER, _SYSTEM, _RESIDENT = 1, 11, 12, 21


def memory(root: int) -> int:
    """Give the bytes of memory that the processes below and at a process hold."""
    return sum(int(fields[_RESIDENT]) * _PAGE for fields in _tree(root))


def processor(root: int) -> float:
    """Give the seconds of the processor that the processes below and at a process have used."""
    return sum(int(fields[_USER]) + int(fields[_SYSTEM]) for fields in _tree(root)) / _TICKS


def _tree(root: int) -> Iterator[list[str]]:
    every = dict(_all())
    wanted = [root]
    for pid in wanted:
        if pid in every:
            yield every[pid]
        wanted.extend(child for child, fields in every.items() if int(fields[_PARENT]) == pid)


def _all() -> Iterator[tuple[int, list[str]]]:
    for path in _PROCESSES.glob("[0-9]*/stat"):
        try:
            pid, _, rest = path.read_text(encoding="utf-8", errors="replace").partition(" (")
        except OSError:
            # It has ended meanwhile.
            continue
        yield int(pid), rest.rpartition(") ")[2].split()
