"""The user's cache folder: files that are nothing but time saved, and may go at any time."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Final

VARIABLE: Final = "ATTRIBUTION_CACHE"
"""The environment variable that names another folder, or is "0" for none."""
_OFF = "0"
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def folder() -> Path | None:
    """Give the folder, or none where it is switched off or nobody can say where it is."""
    named = os.environ.get(VARIABLE)
    if named:
        return None if named == _OFF else Path(named)
    try:
        return _usual() / "attribution"
    except RuntimeError:
        # The user has no home.
        return None


def _usual() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    named = os.environ.get(variable, "")
    # One that is not absolute does not count, as the standard has it.
    return Path(named) if Path(named).is_absolute() else Path.home() / ".cache"


def read(file: Path) -> bytes | None:
    """Read a file, if there is one that nobody but the user can have written."""
    try:
        with file.open("rb") as opened:
            return opened.read() if _is_own(os.fstat(opened.fileno())) else None
    except OSError:
        return None


def _is_own(found: os.stat_result) -> bool:
    if sys.platform == "win32":
        # There the folder is the user's own.
        return True
    return found.st_uid == os.getuid() and not found.st_mode & _OTHERS


def write(file: Path, content: bytes) -> None:
    """Write a file, if that can be done."""
    # Slow to import, and of use to few.
    import tempfile

    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Whoever reads at this moment reads the old file or the new one, and no half of either.
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as temporary:
            temporary.write(content)
        Path(temporary.name).replace(file)
    except OSError:
        return
