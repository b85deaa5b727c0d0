"""The patterns of a rule set over tag strings, compiled when they are first asked for."""

from __future__ import annotations

import functools
from collections.abc import Callable

from attribution._language.tagging import changed
from attribution._notation.alphabet import Alphabet
from attribution._notation.anchored import Table
from attribution._notation.compiler import Compiler
from attribution._notation.patterns import Backwards, Change, Compiled, Forwards, Pattern
from attribution._notation.prepared import Prepared
from attribution._notation.syntax import read, used
from attribution._rules.parts import ends_piece
from attribution.rules import Construction, End, Mention, Reading, RuleSet


class Patterns:
    """The pieces and rules of a rule set, compiled."""

    def __init__(self, rules: RuleSet, alphabet: Alphabet, prepared: Prepared) -> None:
        """Take what there is to compile."""
        self._prepared = prepared
        self._rules = rules
        self._alphabet = alphabet
        self._compiler = Compiler(rules.all_pieces, alphabet.resolve, prepared, rules.time_limit)

    def compile(self, notation: str) -> Pattern:
        """Compile a whole pattern of the notation."""
        return self._compiler.pattern(notation)

    def piece(self, name: str) -> Pattern:
        """Compile a piece, to be matched from a unit on or searched for."""
        return self.compile(f"<{name}>")

    def numbered(self, name: str) -> Compiled:
        """Compile a piece of which several groups have one name, so that they are `numbered`."""
        return self._compiler.numbered(f"<{name}>")

    def leftwards(self, name: str) -> Backwards:
        """Compile a piece to be matched up to a unit, from right to left."""
        return self._compiler.leftwards(f"<{name}>")

    def rightwards(self, name: str) -> Forwards:
        """Compile a piece to be matched from a unit on, for the groups in it."""
        return self._compiler.rightwards(f"<{name}>")

    def begins(self, name: str) -> frozenset[str]:
        """Give the characters that what matches a piece begins with, if it is not empty."""
        return self._compiler.begins(f"<{name}>")

    def units(self, name: str) -> frozenset[str]:
        """Give the characters that fit a tag or a piece of single units."""
        found = self._prepared.value("units", lambda: self._units(name), [f"<{name}>"])
        return frozenset(found)

    def _units(self, name: str) -> str:
        if name not in self._rules.all_pieces:
            return self._alphabet.resolve(name)
        begins, piece = self.begins(name), self.piece(name)
        return "".join(c for c in self._alphabet.chars if c in begins and piece.fullmatch(c))

    @functools.cached_property
    def constructions(self) -> Table[Construction]:
        """The constructions, around their cues."""
        return self._compiler.timed(self._rules.constructions, "cue")

    @functools.cached_property
    def mentions(self) -> Table[Mention]:
        """The mentions, around the names of people."""
        return self._compiler.untimed(self._rules.mentions, "person")

    @functools.cached_property
    def readings(self) -> tuple[Change, ...]:
        """Context patterns that settle ambiguous words, each with its change of characters."""
        return tuple(map(self._reading, self._rules.readings))

    def _reading(self, rule: Reading) -> Change:
        alphabet = self._alphabet

        def change(char: str) -> str:
            return alphabet.char(changed(alphabet.tags(char), rule))

        how = f"+{' '.join(rule.add)} -{' '.join(rule.drop)}"
        return self._compiler.change(rule, how, change)

    # Ends ----------------------------------------------------------------------------------------

    def ends_at(self, tags: str, at: int, kind: str) -> tuple[End, ...]:
        """Give the ends of a kind that match at a unit, each tried by itself."""
        return tuple(
            end for end in self._rules.ends if kind in end.of and self.end(end).match(tags, at)
        )

    @functools.cached_property
    def end(self) -> Callable[[End], Pattern]:
        """Compile one end alone, to be matched from the first unit that is no part any more."""
        return functools.cache(self._end)

    def _end(self, end: End) -> Pattern:
        return self.compile(end.pattern)

    @functools.cached_property
    def kinds_of_ends(self) -> Callable[[str], tuple[str, ...]]:
        """Name the kinds of ends that the contents of a construction look out for."""
        return functools.cache(self._kinds_of_ends)

    def _kinds_of_ends(self, construction: str) -> tuple[str, ...]:
        pieces = self._rules.all_pieces
        rows = [read(r.pattern) for r in self._rules.constructions if r.name == construction]
        rows += [read(pieces[name]) for row in rows for name in used(row, pieces) if name in pieces]
        contents = tuple(element for row in rows for element in row if element.group == "content")
        names = used(contents, pieces)
        kinds = dict.fromkeys(kind for end in self._rules.ends for kind in end.of)
        return tuple(kind for kind in kinds if ends_piece(kind) in names)
