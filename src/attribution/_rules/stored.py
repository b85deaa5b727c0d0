"""The compiled form of a rule set, as a file: where it lies, and when it fits.

A file is for one state of this package and of the data, and its programs for one interpreter.  What
does not fit is passed over, as if it were not there.  Files are read only where the data itself
comes with installed code, and from the user's own cache: a program of `re` that somebody has
tampered with can crash the interpreter.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import source_hash
from pathlib import Path
from typing import Final

import attrs

from attribution._notation.prepared import packed, unpacked
from attribution._notation.programs import INTERPRETER
from attribution._rules.discovery import FOLDER
from attribution._rules.plain import Plain

_MARK: Final = b"attribution 1 " + sys.byteorder.encode()
_PACKAGE = Path(__file__).parents[1]
_ENGINE = ("*.py", "_[lnr]*/*.py")
"""The code that the compiled form depends on, and some more."""
_NAME: Final = f"{sys.implementation.cache_tag}.compiled"
_DIGEST = 8
"""How many bytes a digest has."""


@attrs.frozen
class Stored:
    """What a file holds."""

    fields: Plain | None
    """The fields of the rule set, as `plain` gives them."""
    values: Mapping[str, bytes]
    programs: Mapping[str, bytes]
    """What was prepared; there are no programs where the file is for another interpreter."""


def file_beside(data: Path) -> Path:
    """Give the file beside the TOML of a rule set in which its compiled form lies."""
    name = f"{data.stem}.{_NAME}"
    return data / name if data.is_dir() else data.with_name(name)


def files_beside(data: Path) -> list[Path]:
    """Give the files of all interpreters, that of this one first."""
    own = file_beside(data)
    return sorted(own.parent.glob(f"{data.stem}.*.compiled"), key=lambda file: file != own)


def file_among(data: Path, folder: Path) -> Path:
    """Give the file for a rule set in a folder of those of many, in all their states."""
    state = source_hash(_engine() + digest_of([data])).hex()
    return folder / f"{data.stem}-{state}.{_NAME}"


def state_of(data: Path) -> bytes:
    """Give a digest of the TOML of a rule set, and of all that it may build on."""
    return digest_of([data, *sorted(folder for folder in FOLDER.iterdir() if folder.is_dir())])


def digest_of(sources: Iterable[Path]) -> bytes:
    """Give a digest of TOML files, or of all in folders, by their names and contents."""
    return b"".join(
        _digest(sorted(source.glob("*.toml")) if source.is_dir() else [source])
        for source in sources
    )


@functools.cache
def _engine() -> bytes:
    return _digest(file for pattern in _ENGINE for file in sorted(_PACKAGE.glob(pattern)))


def _digest(files: Iterable[Path]) -> bytes:
    found = ((file.name, file.read_bytes()) for file in files)
    return source_hash(
        b"".join(f"{name} {len(content)} ".encode() + content for name, content in found)
    )


def read(data: Path, content: bytes) -> Stored | None:
    """Read the compiled form of a rule set, if it fits.

    Args:
        data: The file or folder of TOML.
        content: What the file of the compiled form holds.
    """
    start = len(_MARK) + _DIGEST
    body = content[start:]
    # Nothing is unpacked that was cut short.
    if content[:start] != _MARK + source_hash(body):
        return None
    engine, bases, digest, interpreter, fields, values, programs = unpacked(body)
    if engine != _engine() or digest != digest_of(_sources(data, bases)):
        return None
    return Stored(
        fields, unpacked(values), unpacked(programs) if interpreter == INTERPRETER else {}
    )


def written(data: Path, bases: Sequence[str], stored: Stored) -> bytes:
    """Give what the file of a compiled form holds.

    Args:
        data: The file or folder of TOML.
        bases: The names of the shipped rule sets that it builds on.
        stored: What `read` is to give back.
    """
    body = packed((
        _engine(), tuple(bases), digest_of(_sources(data, bases)), INTERPRETER,
        stored.fields, packed(dict(stored.values)), packed(dict(stored.programs)),
    ))  # fmt: skip
    return _MARK + source_hash(body) + body


def _sources(data: Path, bases: Iterable[str]) -> list[Path]:
    return [data, *(FOLDER / base for base in bases)]
