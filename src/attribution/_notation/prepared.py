"""What was worked out ahead of time: values, and programs of `re`, to be read in milliseconds.

Who needs something asks for it by a key and says how to work it out.  It is given from what was
prepared, where that has it, and worked out otherwise: the result is the same.
"""

from __future__ import annotations

import array
import marshal
import re
import sys
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias, TypeVar

import regex

from attribution._notation.programs import Program, compile_tags, pattern, program

T = TypeVar("T")
Compiled: TypeAlias = "re.Pattern[str] | regex.Pattern[str]"
_VERSION: Final = 4
"""The form of `marshal`, which every Python of ours reads."""


class Prepared:
    """Values and programs by their keys; one that holds nothing works everything out.

    Args:
        values: Packed values by their keys, as a `Recorder` has them.
        programs: Packed programs by theirs.

    >>> recorder = Recorder()
    >>> recorder.value("words", lambda: ("harbour", "ferry")), recorder.program("fer", "f.r".upper)
    (('harbour', 'ferry'), re.compile('F.R'))
    >>> prepared = Prepared(recorder.values, recorder.programs)
    >>> prepared.value("words", lambda: ()), prepared.program("fer", str).match("FER")
    (('harbour', 'ferry'), <re.Match object; span=(0, 3), match='FER'>)
    >>> prepared.value("names", lambda: ("Moor",))
    ('Moor',)
    """

    def __init__(
        self,
        values: Mapping[str, bytes] | None = None,
        programs: Mapping[str, bytes] | None = None,
    ) -> None:
        """Take what was prepared; each value and program is unpacked when it is asked for."""
        self.values: dict[str, bytes] = dict(values or {})
        self.programs: dict[str, bytes] = dict(programs or {})
        self._made: dict[bytes | str, Compiled | None] = {}

    def known(self, key: str) -> Any | None:  # noqa: ANN401 - what was prepared
        """Give a value if it was prepared."""
        return unpacked(self.values[key]) if key in self.values else None

    def value(self, key: str, work_out: Callable[[], T]) -> T:
        """Give a plain value: tuples, strings, numbers, sets and dictionaries of such."""
        packed_value = self.values.get(key)
        if packed_value is not None:
            return unpacked(packed_value)  # type: ignore[no-any-return]
        return self._worked_out(key, work_out())

    def program(self, key: str, source: Callable[[], str]) -> Compiled:
        """Give the compiled form of a regular expression over tags, one for all of one source."""
        stored = self.programs.get(key)
        made = self._unpacked(stored) if stored is not None else None
        # What an interpreter does not take after all is compiled.
        return self._of_source(key, source()) if made is None else made

    def _unpacked(self, stored: bytes) -> Compiled | None:
        if stored not in self._made:
            self._made[stored] = _made("", stored)
        return self._made[stored]

    def _of_source(self, key: str, source: str) -> Compiled:  # noqa: ARG002
        made = self._made.get(source)
        if made is None:
            made = self._made[source] = compile_tags(source)
        return made

    def _worked_out(self, key: str, value: T) -> T:  # noqa: ARG002
        return value


NOTHING: Final = Prepared()
"""What holds nothing."""


class Recorder(Prepared):
    """Gives what was prepared, works out the rest, and keeps that to be prepared."""

    def __init__(
        self,
        values: Mapping[str, bytes] | None = None,
        programs: Mapping[str, bytes] | None = None,
    ) -> None:
        """Take what was prepared before."""
        super().__init__(values, programs)
        self._stored: dict[str, bytes | None] = {}
        self.grown = False
        """Whether there is more than was prepared before."""

    def _worked_out(self, key: str, value: T) -> T:
        self.values[key] = packed(value)
        self.grown = True
        return value

    def _of_source(self, key: str, source: str) -> Compiled:
        if source not in self._stored:
            made = program(source)
            self._stored[source] = _stored(made) if made is not None else None
            self._made[source] = pattern(source, made) if made is not None else None
        stored = self._stored[source]
        if stored is not None:
            self.programs[key] = stored
            self.grown = True
        return super()._of_source(key, source)


def packed(value: Any) -> bytes:  # noqa: ANN401 - whatever is to be packed
    """Pack plain values: equal ones give the same bytes, in whatever process.

    >>> packed(("ferry", "ferry")) == packed(("".join("ferry"), str(b"ferry", "ascii")))
    True
    """
    return marshal.dumps(_with_each_once(value, {}), _VERSION)


def _with_each_once(value: Any, seen: dict[tuple[type, Any], Any]) -> Any:  # noqa: ANN401
    """Give a copy in which what is equal is the same object, as `marshal` notes what is."""
    match value:
        case tuple() | list() | set() | frozenset():
            return type(value)([_with_each_once(item, seen) for item in value])
        case dict():
            return {
                _with_each_once(key, seen): _with_each_once(item, seen)
                for key, item in value.items()
            }
    # Whether a string is interned is noted, too.
    once = sys.intern(value) if isinstance(value, str) else value
    return seen.setdefault((type(value), value), once)


def unpacked(data: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """Give back what `packed` was given."""
    # What this package has written itself: see SECURITY.md.
    return marshal.loads(data)  # noqa: S302


def _stored(program: Program) -> bytes:
    """Pack a program: most of it are the same few sets of units, again and again."""
    numbers = zlib.compress(array.array("I", program.code).tobytes())
    return packed((*program[:-1], numbers))


def _made(source: str, stored: bytes) -> re.Pattern[str] | None:
    try:
        flags, groups, names, numbers = unpacked(stored)
        code = memoryview(zlib.decompress(numbers)).cast("I").tolist()
    except (TypeError, ValueError, zlib.error):
        return None
    return pattern(source, Program(flags, groups, names, code))
