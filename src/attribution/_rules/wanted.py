"""What the engine asks a rule set for: declared where it is used, looked up by what was declared.

A stage says at the top of its module what it wants, and reads it from the grammar:

    SUBJECT = piece("turn-subject", groups=("source",), doc="who speaks in a story")
    ...
    document.grammar[SUBJECT].match(document.tags, start, end)

Two modules may want the same thing: the documentation stands in one of them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, ClassVar, Final, Generic, TypeVar

import attrs

from attribution._notation.patterns import Backwards, Compiled, Forwards, Pattern
from attribution._rules.settings import Settings, Speakers
from attribution._rules.shapes import NAMES, Shape, table_of

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@attrs.define(eq=False, slots=False)
class Wanted(Generic[T_co]):
    """Something that the engine asks a rule set for by name; what a grammar gives is a `T_co`."""

    sort: ClassVar[str]
    """Where a rule set has it: a name of that sort means one thing."""

    name: str
    doc: str = ""
    """What it is, for who writes a rule set."""
    without: str = ""
    """What is lost in a language that lacks it: 'did not say' is no longer negated."""
    optional: bool = False
    """Whether it may be taken from a rule set that has it."""

    def join(self, other: Wanted[Any]) -> None:
        """Take what a second declaration of the name says.

        Raises:
            TypeError: If the two do not agree.
        """
        if type(self) is not type(other):
            raise TypeError(f"{self.name!r} is declared both as {self!r} and as {other!r}")
        for field in attrs.fields_dict(type(self)):
            mine, theirs = getattr(self, field), getattr(other, field)
            if mine and theirs and mine != theirs:
                raise TypeError(
                    f"{self.name!r} is declared twice, with {field} {mine!r}: {theirs!r}"
                )
            setattr(self, field, mine or theirs)


@attrs.define(eq=False, slots=False)
class View(Generic[T_co]):
    """A piece in another form than `Wanted` gives it."""

    piece: Piece


class Leftwards(View[Backwards]):
    """A piece matched up to a unit, from right to left."""


class Rightwards(View[Forwards]):
    """A piece matched from a unit on, for the groups in it."""


class Numbered(View[Compiled]):
    """A piece of which several groups have one name, so that they are `numbered`."""


class Beginnings(View["frozenset[str]"]):
    """The characters that what matches a piece may begin with, if it is not empty."""


@attrs.define(eq=False, slots=False)
class Piece(Wanted[Pattern]):
    """A piece, compiled to be matched from a unit on or searched for."""

    sort = "piece"

    groups: tuple[str, ...] = ()
    """The groups that are taken from it: it is refused without them."""
    choice: frozenset[str] = frozenset()
    """The groups that it may have, if it may have some and no others."""

    @functools.cached_property
    def leftwards(self) -> Leftwards:
        """The piece to be matched up to a unit, from right to left."""
        return Leftwards(self)

    @functools.cached_property
    def rightwards(self) -> Rightwards:
        """The piece to be matched from a unit on, for the groups in it."""
        return Rightwards(self)

    @functools.cached_property
    def numbered(self) -> Numbered:
        """The piece with `numbered` groups, of which several have one name."""
        return Numbered(self)

    @functools.cached_property
    def begins(self) -> Beginnings:
        """The characters that what matches the piece may begin with."""
        return Beginnings(self)


@attrs.define(eq=False, slots=False)
class Single(Wanted["frozenset[str]"]):
    """The characters of units: those of a tag, or those that a piece of single units fits."""

    sort = "piece"


@attrs.define(eq=False, slots=False)
class ClassWords(Wanted["frozenset[str]"]):
    """The words of a class, in small letters."""

    sort = "class"


@attrs.define(eq=False, slots=False)
class SpeakerWords(Wanted["frozenset[str]"]):
    """A list of words of the setting "speakers"."""

    sort = "speakers"


@attrs.define(eq=False, slots=False)
class Setting(Wanted[T]):
    """A setting of a certain shape."""

    sort = "setting"

    shape: Shape[T] = attrs.field(kw_only=True)
    default: T | None = None

    def read(self, settings: Settings | Mapping[str, object]) -> T:
        """Give its value in the settings of a rule set, or what stands for one that is not set.

        Raises:
            ShapeError: If the value has another shape.
        """
        values: Mapping[str, object] = settings
        if self.name in values:
            return self.shape.read(values[self.name])
        return self.shape.empty if self.default is None else self.default


W = TypeVar("W", bound=Wanted[Any])
_DECLARED: dict[tuple[str, str], Wanted[Any]] = {}
_STAGES: Final = "attribution._parsing.reader"
"""The module that imports all that declare what they want."""


def declared(*kinds: type[W]) -> Iterator[W]:
    """Give all that is wanted of some kinds, in the order of the names."""
    # A rule set may be checked before a text was read, and with it the stages were imported.
    import_module(_STAGES)
    return (it for _, it in sorted(_DECLARED.items()) if isinstance(it, kinds))


def _declare(wanted: W) -> W:
    known = _DECLARED.setdefault((wanted.sort, wanted.name), wanted)
    if known is not wanted:
        known.join(wanted)
    return known  # type: ignore[return-value]  # `join` has seen that it is of the same type


def piece(  # noqa: PLR0913
    name: str,
    *,
    groups: tuple[str, ...] = (),
    choice: frozenset[str] = frozenset(),
    doc: str = "",
    without: str = "",
    optional: bool = False,
) -> Piece:
    """Declare a piece that is matched over the units.

    Args:
        name: What it is called.
        groups: The groups that are taken from it.
        choice: The groups that it may have and no others, if it may have some of several.
        doc: What it matches.
        without: What is lost without it.
        optional: Whether it may be taken from a rule set that has it.

    Returns:
        What a grammar gives the compiled piece for; `Piece.leftwards`, `Piece.rightwards`,
        `Piece.numbered` and `Piece.begins` give it in other forms.

    Raises:
        TypeError: If the name is declared already, otherwise.
    """
    return _declare(Piece(name, doc, without, optional, groups, choice))


def single(name: str, *, doc: str = "", without: str = "", optional: bool = False) -> Single:
    """Declare single units, by a tag or a piece; the arguments are those of `piece`."""
    return _declare(Single(name, doc, without, optional))


def class_words(
    name: str, *, doc: str = "", without: str = "", optional: bool = False
) -> ClassWords:
    """Declare a class whose words are asked for as such; the arguments are those of `piece`."""
    return _declare(ClassWords(name, doc, without, optional))


def speaker_words(
    name: str, *, doc: str = "", without: str = "", optional: bool = False
) -> SpeakerWords:
    """Declare a list of the setting "speakers"; the arguments are those of `piece`."""
    return _declare(SpeakerWords(name, doc, without, optional))


def setting(  # noqa: PLR0913
    name: str,
    of: Shape[T],
    *,
    default: T | None = None,
    doc: str = "",
    without: str = "",
    optional: bool = False,
) -> Setting[T]:
    """Declare a setting: the arguments are those of `piece`, its shape, and what stands for it."""
    return _declare(Setting(name, doc, without, optional, shape=of, default=default))


SPEAKERS = setting(
    "speakers",
    attrs.evolve(table_of(NAMES), given=Speakers),
    doc="words that tell who is meant, see the next table",
)
"""The lists that `speaker_words` declares."""
