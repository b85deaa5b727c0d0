"""What was worked out ahead of time: values, and programs of `re`, to be read in milliseconds.

Who needs something asks for it by a key, says which notation it is made of, and how to work it out.
It is given from what was prepared, where that has it, and worked out otherwise: the result is the
same.
"""

from __future__ import annotations

import array
import marshal
import re
import sys
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.util import source_hash
from typing import Any, Final, TypeAlias, TypeVar

import regex

from attribution._notation.programs import Program, compile_tags, joined, parted, pattern, program

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
        # What is stored for several keys is one and the same object, and seldom small.
        self._made: dict[int | str, Compiled | None] = {}
        self._classes: dict[str, list[int]] = {}

    def value(self, key: str, work_out: Callable[[], T], of: Collection[str] = ()) -> T:
        """Give a plain value: tuples, strings, numbers, sets and dictionaries of such.

        Args:
            key: What it is called among what is made of that notation.
            work_out: Gives it.
            of: The notation that it is made of, if it is made of nothing else.
        """
        key = _with_notation(key, of)
        packed_value = self.values.get(key)
        if packed_value is not None:
            return unpacked(packed_value)  # type: ignore[no-any-return]
        return self._worked_out(key, work_out())

    def program(self, key: str, source: Callable[[], str], of: Collection[str] = ()) -> Compiled:
        """Give the compiled form of a regular expression over tags, one for all of one source."""
        key = _with_notation(key, of)
        stored = self.programs.get(key)
        made = self._unpacked(stored) if stored is not None else None
        # What an interpreter does not take after all is compiled.
        return self._of_source(key, source()) if made is None else made

    def is_trusted(self, of: Collection[str]) -> bool:  # noqa: ARG002
        """Say whether some notation is known to need no time limit, whatever its rule set has."""
        return False

    def _unpacked(self, stored: bytes) -> Compiled | None:
        if id(stored) not in self._made:
            self._made[id(stored)] = self._run(stored)
        return self._made[id(stored)]

    def _run(self, stored: bytes) -> Compiled | None:
        try:
            flags, groups, names, numbers, classes = unpacked(stored)
            stream = _numbers(numbers)
            code = joined(stream, [self._class(key) for key in classes])
        except (LookupError, TypeError, ValueError, zlib.error):
            return None
        return pattern("", Program(flags, groups, names, code))

    def _class(self, key: str) -> list[int]:
        """Give a class of characters: the same few stand in all programs."""
        if key not in self._classes:
            self._classes[key] = _numbers(self.programs[key])
        return self._classes[key]

    def _of_source(self, key: str, source: str) -> Compiled:  # noqa: ARG002
        made = self._made.get(source)
        if made is None:
            made = self._made[source] = compile_tags(source)
        return made

    def _worked_out(self, key: str, value: T) -> T:  # noqa: ARG002
        return value


class Inherited(Prepared):
    """Has another give what is made of the same notation there, and works out the rest.

    Args:
        other: The other, or None where the characters of the tags are not the same there.
        is_same: Says whether some notation is part of the other rule set, and says the same there.
    """

    def __init__(self, other: Prepared | None, is_same: Callable[[str], bool]) -> None:
        """Take the other; nothing is worked out yet."""
        super().__init__()
        self._other = other
        self._is_same = is_same

    def value(self, key: str, work_out: Callable[[], T], of: Collection[str] = ()) -> T:
        """Give a plain value, that of the other if it is made of the same."""
        if self._other is not None and self.is_trusted(of):
            return self._other.value(key, work_out, of)
        return super().value(key, work_out, of)

    def program(self, key: str, source: Callable[[], str], of: Collection[str] = ()) -> Compiled:
        """Give a compiled expression, that of the other if it is made of the same."""
        if self._other is not None and self.is_trusted(of):
            return self._other.program(key, source, of)
        return super().program(key, source, of)

    def is_trusted(self, of: Collection[str]) -> bool:
        """Say whether some notation is all the same in the other rule set."""
        return bool(of) and all(map(self._is_same, of))


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
            self._keep(source)
        stored = self._stored[source]
        if stored is not None:
            self.programs[key] = stored
            self.grown = True
        return super()._of_source(key, source)

    def _keep(self, source: str) -> None:
        made = program(source)
        if made is None:
            self._stored[source] = None
            return
        stored = self._stored[source] = self._packed(made)
        # Whether it is asked for by its source or by its key, it is one and the same.
        self._made[source] = self._made[id(stored)] = pattern(source, made)

    def _packed(self, made: Program) -> bytes:
        stream, classes = parted(made)
        keys: list[str] = []
        for numbers in classes:
            data = _packed_numbers(numbers)
            keys.append(f"class {source_hash(data).hex()}")
            self.programs[keys[-1]] = data
        return packed((*made[:3], _packed_numbers(stream), tuple(keys)))


def _with_notation(key: str, of: Collection[str]) -> str:
    if not of:
        return key
    return f"{key} {source_hash(chr(0).join(of).encode(errors='surrogatepass')).hex()}"


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


def _packed_numbers(numbers: Sequence[int]) -> bytes:
    return zlib.compress(array.array("I", numbers).tobytes())


def _numbers(data: bytes) -> list[int]:
    return memoryview(zlib.decompress(data)).cast("I").tolist()
