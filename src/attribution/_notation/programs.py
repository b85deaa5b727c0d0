"""Programs of `re` for expressions over tag strings, made many times faster than `re.compile` does.

Such an expression is mostly classes of characters: the same few hundred, hundreds of times each,
and `re` reads and packs each anew.  Here one character stands for each class while the expression
is read, and a class is packed once.  The program is the one that `re.compile` makes, but that a
class of few ranges stays one: tables of bits would be most of what there is to load and keep.
"""

from __future__ import annotations

import functools
import importlib.util
import re
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Final, NamedTuple

import regex

_IS_KNOWN = sys.implementation.name == "cpython"
_sre: Any
_parser: Any
_constants: Any
_sre, _parser, _constants = (
    import_module(name) if _IS_KNOWN else None for name in ("_sre", "re._parser", "re._constants")
)
INTERPRETER: Final = (
    sys.implementation.cache_tag,
    getattr(_sre, "MAGIC", 0),
    getattr(_sre, "CODESIZE", 0),
)
"""What programs are for; another interpreter has to compile them itself."""
_CLASS = re.compile(r"\[[^\]^][^\]]*\]")
_FIRST = 0xF0000
"""The first of the characters that stand for classes: no text and no tag string has them."""
_KEPT = 8192
"""How many classes are kept, of whatever rule sets."""
_FEW = 5
"""With so many ranges a class is as fast as a table of bits, and a fraction of its size."""
_SAMPLE = "(?P<a>[a-c][x]{0,3}?)(?=[a-c]|[^y]|[d-f])(?:[a-c][m-z]|[a-c][m]|(?!))|(?<=[a-c])[g-k]*$"
_UNLIKE: Final = (AttributeError, ImportError, LookupError, TypeError, ValueError, OverflowError)
"""What tells that this is not the `re` that is known."""


class Program(NamedTuple):
    """What `re` runs."""

    flags: int
    groups: int
    names: tuple[tuple[str, int], ...]
    """The groups that have names, with their numbers."""
    code: list[int]
    classes: tuple[tuple[int, int], ...] = ()
    """The ranges of the code that stand for classes of characters, in their order."""


def compile_tags(source: str) -> re.Pattern[str] | regex.Pattern[str]:
    """Compile a regular expression over tag strings, for the faster engine if that can run it.

    >>> compile_tags("[a-c]+d") == re.compile("[a-c]+d")
    True
    >>> isinstance(compile_tags("(?<=a+)b"), regex.Pattern)
    True
    """
    made = program(source)
    found = pattern(source, made) if made is not None else None
    if found is not None:
        return found
    # `re` is faster by far than `regex`; it lacks look-behinds of any width.
    try:
        return re.compile(source)
    except re.error:
        return regex.compile(source)


def program(source: str) -> Program | None:
    """Give the program of an expression over tags.

    There is none where `re` cannot run the expression, or this is not the `re` that is known.
    """
    return _program(source) if _is_known() else None


def pattern(source: str, program: Program) -> re.Pattern[str] | None:
    """Give the pattern that runs a program, if this `re` takes it."""
    flags, groups, names, code, _ = program
    by_number: list[str | None] = [None] * (groups + 1)
    try:
        for name, number in names:
            by_number[number] = name
        made: re.Pattern[str] = _sre.compile(
            source, flags, code, groups, dict(names), tuple(by_number)
        )
    except (*_UNLIKE, RuntimeError):
        return None
    return made


# In little room ----------------------------------------------------------------------------------


def parted(program: Program) -> tuple[list[int], list[tuple[int, ...]]]:
    """Part the code of a program: its classes, each once, and what stands around them.

    Returns:
        For each class that stands somewhere how many numbers stand before it, these, and which of
        the classes it is; and the classes.  `joined` makes the code of that again.

    >>> made = Program(0, 0, (), [7, 8, 9, 8, 9], ((1, 3), (3, 5)))
    >>> parted(made)
    ([1, 7, 0, 0, 0, 0, 1], [(8, 9), ()])
    >>> joined(*parted(made))
    [7, 8, 9, 8, 9]
    """
    stream: list[int] = []
    classes: dict[tuple[int, ...], int] = {}
    end = 0
    for start, next_end in (*program.classes, (len(program.code),) * 2):
        number = classes.setdefault(tuple(program.code[start:next_end]), len(classes))
        stream += (start - end, *program.code[end:start], number)
        end = next_end
    return stream, list(classes)


def joined(stream: Sequence[int], classes: Sequence[Sequence[int]]) -> list[int]:
    """Give the code of which `parted` made some numbers and classes."""
    code: list[int] = []
    at = 0
    while at < len(stream):
        end = at + 1 + stream[at]
        code += stream[at + 1 : end]
        code += classes[stream[end]]
        at = end + 1
    return code


def _program(source: str) -> Program | None:
    classes = _Classes()
    try:
        parsed = _parser.parse(_CLASS.sub(classes.standing_for, source), 0)
        classes.put_in(parsed)
        state, code = parsed.state, _coded(parsed)
        names = tuple(state.groupdict.items())
        return Program(state.flags, state.groups - 1, names, list(code), tuple(code.classes))
    except (re.error, *_UNLIKE):
        return None


def _coded(parsed: Any) -> _Code:  # noqa: ANN401 - as `re` has it
    code, compiler = _Code(), _compiler()
    compiler._compile_info(code, parsed, parsed.state.flags)  # noqa: SLF001 - as `re.compile` does
    compiler._compile(code, parsed.data, parsed.state.flags)  # noqa: SLF001
    code.append(compiler.SUCCESS)
    return code


@functools.cache
def _is_known() -> bool:
    made = _program(_SAMPLE)
    return made is not None and pattern(_SAMPLE, made) == re.compile(_SAMPLE)


# Classes of characters ---------------------------------------------------------------------------


class _Code(list[int]):
    """The code of a program, with the ranges of it that stand for classes."""

    def __init__(self) -> None:
        super().__init__()
        self.classes: list[tuple[int, int]] = []


class _Items(list[Any]):
    """What a class consists of, and how it is packed, once that is known."""

    packed: Any = None


class _Classes:
    """The classes of one expression, and the characters that stand for them."""

    def __init__(self) -> None:
        self._chars: dict[str, str] = {}
        self._texts: dict[int, str] = {}

    def standing_for(self, found: re.Match[str]) -> str:
        """Give the character that stands for a class."""
        text = found[0]
        char = self._chars.get(text)
        if char is None:
            char = self._chars[text] = chr(_FIRST + len(self._chars))
            self._texts[ord(char)] = text
        return char

    def put_in(self, part: Any) -> None:  # noqa: ANN401 - as `re` has it
        """Put classes in an expression that was read, wherever a character stands for one."""
        data = getattr(part, "data", None)
        if data is not None:
            data[:] = [self._item(operation, value) for operation, value in data]
        elif isinstance(part, tuple | list):
            for each in part:
                self.put_in(each)

    def _item(self, operation: Any, value: Any) -> tuple[Any, Any]:  # noqa: ANN401
        if operation is _constants.LITERAL and value in self._texts:
            return _class(self._texts[value])
        if operation is _constants.IN:
            # Alternatives that are a class each were made one.
            return operation, _joined(tuple([self._texts.get(item[1], item) for item in value]))
        self.put_in(value)
        return operation, value


@functools.lru_cache(maxsize=_KEPT)
def _class(text: str) -> tuple[Any, Any]:
    """Read a class; one that holds a single character is read as that character."""
    ((operation, items),) = _parser.parse(text).data
    return operation, _Items(items) if isinstance(items, list) else items


@functools.lru_cache(maxsize=_KEPT)
def _joined(parts: tuple[Any, ...]) -> _Items:
    """Give as one class what several consist of, and single items."""
    found = _Items()
    for part in parts:
        operation, inner = _class(part) if isinstance(part, str) else part
        if operation is _constants.IN:
            found += inner
        else:
            found.append((operation, inner))
    return found


def _ranges(items: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Give a class as ranges that do not touch."""
    single = _constants.LITERAL
    found: list[list[int]] = []
    for first, last in sorted((it, it) if kind is single else it for kind, it in items):
        if found and first <= found[-1][1] + 1:
            found[-1][1] = max(last, found[-1][1])
        else:
            found.append([first, last])
    return [(_constants.RANGE, (first, last)) for first, last in found]


@functools.cache
def _compiler() -> Any:  # noqa: ANN401
    """Give a compiler of `re` for here alone, which packs each class once."""
    spec = importlib.util.find_spec("re._compiler")
    if spec is None or spec.loader is None:
        raise ImportError("re._compiler")
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pack, write = module._optimize_charset, module._compile_charset  # noqa: SLF001

    def packed(items: Any, *how: Any) -> Any:  # noqa: ANN401
        if not isinstance(items, _Items) or any(how):
            return pack(items, *how)
        if items.packed is None:
            found, cased = pack(items)
            large = any(operation is _constants.BIGCHARSET for operation, _ in found)
            ranges = _ranges(items) if large else ()
            items.packed = (ranges if 0 < len(ranges) <= _FEW else found), cased
        return items.packed

    def written(items: Any, flags: int, code: Any) -> None:  # noqa: ANN401
        start = len(code)
        write(items, flags, code)
        if isinstance(code, _Code):
            code.classes.append((start, len(code)))

    module._optimize_charset, module._compile_charset = packed, written  # noqa: SLF001
    return module
