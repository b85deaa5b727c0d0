"""What makes matching fast changes no quote: each of it switched off gives the same ones."""

from __future__ import annotations

import functools
import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
import regex

from attribution import parse, pipeline, rulesets
from attribution._article.document import Document
from attribution._article.quotes import quote
from attribution._finding.candidates import anchors
from attribution._language.anchors import ANCHORS, Anchors
from attribution._language.grammar import Grammar, compiled
from attribution._notation import compiler
from attribution._notation.anchored import Anchored, Table
from attribution._notation.compiler import Compiler
from attribution._notation.patterns import Backwards, Compiled, Groups, numbered
from attribution._notation.syntax import Element
from attribution._notation.tag_string import TagString
from attribution._notation.translate import Translator
from attribution._reading import tags, tokens
from attribution._rules import wanted
from attribution.testing import read_golden

EVERY = 16
"""One golden text in so many is read by each variant: most have to compile all rules anew."""
Used = list[str]
"""What was asked of the part that is switched off, to be sure that it would have been in use."""
Switch = Callable[[pytest.MonkeyPatch, Used], Grammar]


@functools.cache
def texts() -> tuple[str, ...]:
    found = (Path(__file__).parent / "golden").glob("*.txt")
    return tuple(case.text for path in sorted(found) for case in read_golden(path))[::EVERY]


def outcome(grammar: Grammar) -> list[str]:
    return [_read(grammar, text) for text in texts()]


def _read(grammar: Grammar, text: str) -> str:
    document = Document(text, grammar)
    pipeline.read(document)
    return json.dumps([quote(document, item).to_dict() for item in pipeline.run(document)])


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return outcome(compiled(rulesets.load("en")))


def anew() -> Grammar:
    """Give a rule set that nobody has compiled before."""
    return Grammar(rulesets.load("en"))


# Each of them switched off -----------------------------------------------------------------------


def without_filter(patch: pytest.MonkeyPatch, used: Used) -> Grammar:
    """Try every rule that the anchor allows, whatever stands beside it."""

    def fitting(
        self: Table[Any], _tape: TagString, _start: int, _end: int, among: int = -1
    ) -> tuple[Anchored[Any], ...]:
        used.append("fitting")
        return tuple(rule for at, rule in enumerate(self.rules) if among >> at & 1)

    patch.setattr(Table, "fitting", fitting)
    return compiled(rulesets.load("en"))


def without_guard(patch: pytest.MonkeyPatch, used: Used) -> Grammar:
    """Look at every unit for what may not begin there."""
    patch.setattr(Translator, "_guarded", lambda *_: used.append("guard"))
    return anew()


def without_shared_tails(patch: pytest.MonkeyPatch, used: Used) -> Grammar:
    """Compile what stands after a cue for each rule by itself."""
    patch.setattr(Compiler, "_is_open", lambda *_: used.append("tail"))
    return anew()


def without_shared_ends(patch: pytest.MonkeyPatch, used: Used) -> Grammar:
    """Write out what several alternatives end in for each of them."""

    def nothing(*_: object) -> tuple[Any, ...]:
        used.append("end")
        return ()

    patch.setattr(Translator, "_shared_end", nothing)
    return anew()


def without_mirror(patch: pytest.MonkeyPatch, used: Used) -> Grammar:
    """Run to the left over the string as it is, by the engine that can."""
    plain: dict[str, str] = {}
    regex_of = Translator.regex

    class Apart(Translator):
        """Writes an end that alternatives share for each: from the right, it would come first."""

        def _shared_end(self, *_: object) -> tuple[Any, ...]:
            return ()

    def remembered(self: Translator, elements: tuple[Element, ...]) -> str:
        source = regex_of(self, elements)
        if self.mirrored:
            unmirrored = regex_of(Apart(self.pieces, self.resolve), elements)
            plain[numbered(source)] = numbered(unmirrored)
        return source

    class FromTheRight(Backwards):
        def __init__(
            self, compiled: Compiled, ends: frozenset[str] = frozenset(), *, whole: bool = False
        ) -> None:
            used.append("mirror")
            source = plain[compiled.pattern]
            # A look-behind sees what stands after the anchor, which an end to the string hides.
            self._behind = regex.compile(f"(?<=({source}))")
            super().__init__(regex.compile(f"(?r)(?:{source})"), ends, whole=whole)

        def match(self, tape: TagString, start: int, end: int) -> tuple[int, int] | None:
            match = self._compiled.match(tape.tags, start, end) if end > start else None
            return match.span() if match is not None and match.end() > match.start() else None

        def find(self, tape: TagString, end: int) -> Groups | None:
            match = self._behind.match(tape.tags, end)
            if match is None:
                return None
            spans = [(name, match.span(index + 1)) for name, index in self._groups]
            return [(name, span) for name, span in spans if span[0] < span[1]]

    patch.setattr(Translator, "regex", remembered)
    patch.setattr(compiler, "Backwards", FromTheRight)
    return anew()


def without_look_for_quotations(patch: pytest.MonkeyPatch, used: Used) -> Grammar:
    """Try what needs a quotation in paragraphs that have none."""
    spared = Anchors.near_quotations

    def all_of_them(anchors: Anchors, bits: int, at: int, quotations: Sequence[int]) -> int:
        if spared(anchors, bits, at, quotations) != bits:
            used.append("spared")
        return bits

    patch.setattr(Anchors, "near_quotations", all_of_them)
    return compiled(rulesets.load("en"))


def as_a_long_text(patch: pytest.MonkeyPatch, used: Used) -> Grammar:
    """Keep words and units in as little room as those of a long text."""

    def plain_numbers(kind: str, numbers: Iterable[int]) -> array[int]:
        used.append("array")
        return array(kind, numbers)

    patch.setattr(tokens, "_LONG", 0)
    patch.setattr(tags, "_LONG", 0)
    patch.setattr(tags, "array", plain_numbers)
    return compiled(rulesets.load("en"))


SWITCHES: tuple[Switch, ...] = (
    as_a_long_text,
    without_filter,
    without_look_for_quotations,
    without_guard,
    without_shared_tails,
    without_shared_ends,
    without_mirror,
)


@pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.__name__)
def test_quotes_are_the_same(
    switch: Switch, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    used: Used = []
    assert outcome(switch(monkeypatch, used)) == expected
    assert used


@pytest.mark.parametrize("name", ["en", "de"])
def test_only_units_that_a_piece_may_begin_with_are_tried(name: str) -> None:
    grammar = Grammar(rulesets.load(name))
    for single in wanted.declared(wanted.Single):
        if single.name in grammar.rules.all_pieces:
            fits = grammar.patterns.piece(single.name).fullmatch
            assert grammar[single] == frozenset(filter(fits, grammar.alphabet.chars)), single.name


def test_a_long_text_has_one_object_for_each_of_its_words() -> None:
    document = Document(
        "Ada Moor said that the ferry was late.\n" * 2500, compiled(rulesets.load("en"))
    )
    pipeline.read(document)
    assert len(document.words) > 20_000
    assert len(set(map(id, document.words))) == len(set(document.words)) == 10


@pytest.mark.parametrize("gap", [" ", "\n\n"], ids=["one paragraph", "a paragraph each"])
def test_no_statement_of_a_long_dialogue_is_left_out(gap: str) -> None:
    turns = ["“No,” said Ada Moor.", "“Yes,” said Lem Harrow."] * 40
    assert len(parse(gap.join(turns))) == len(turns)


def test_cues_that_crowd_in_one_sentence_are_left_out() -> None:
    document = Document("Ada Moor said, " * 200, compiled(rulesets.load("en")))
    pipeline.read(document)
    found = list(document.grammar[ANCHORS].finder.finditer(document.tags))
    assert len(found) == 200
    assert len(list(anchors(document))) == 20
