"""What stages declare that they want of a rule set, and what a grammar gives for it."""

from __future__ import annotations

import pytest

from attribution import RuleSet, Stance
from attribution._language.grammar import Grammar
from attribution._rules import wanted
from attribution._rules.shapes import (
    FLAG,
    NUMBER,
    STANCE,
    STANCES,
    TEXT,
    TEXTS,
    Shape,
    ShapeError,
    choice,
    keyed,
    table_of,
)


@pytest.fixture(autouse=True)
def _declarations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wanted, "_DECLARED", dict(wanted._DECLARED))
    wanted.piece("pair")
    wanted.single("stops")


def grammar() -> Grammar:
    return Grammar(
        RuleSet.empty("xx").extend(
            pieces={"pair": "<comma:first> <noun:second>", "stops": "(<stop>|<comma>)"},
            classes={"subjects": "Ni"},
            settings={"clitics": ["s"], "speakers": {"male": "li lin"}},
        )
    )


def test_a_piece_is_matched_in_either_direction() -> None:
    made, pair = grammar(), wanted.piece("pair", groups=("second",), doc="a comma and a noun")
    tags = (
        made.characters.of_word["pramo"]
        + made.characters.of_word[","]
        + made.characters.of_word["pramo"]
    )
    assert made[pair].search(tags)
    assert made[pair].match(tags) is None
    assert ("second", (2, 3)) in (made[pair.rightwards].find(tags, 1) or [])
    assert made[pair.begins] == made[wanted.single("comma")]
    assert made[pair] is made[pair]


def test_units_are_of_a_tag_or_of_a_piece() -> None:
    made = grammar()
    assert (
        made[wanted.single("stops")] == made[wanted.single("stop")] | made[wanted.single("comma")]
    )
    assert made[wanted.single("absent")] == frozenset()


def test_words_and_settings_are_given_in_their_shape() -> None:
    made = grammar()
    assert made[wanted.class_words("subjects")] == {"ni"}
    assert made[wanted.speaker_words("male")] == {"li", "lin"}
    assert made[wanted.speaker_words("female")] == frozenset()
    assert made[wanted.setting("clitics", TEXTS)] == ("s",)
    assert made[wanted.setting("silent", STANCES)] == ()
    assert made[wanted.setting("conjugated", TEXTS, default=("verb_base",))] == ("verb_base",)


def test_a_grammar_says_whether_it_has_a_piece() -> None:
    made = grammar()
    assert wanted.piece("pair") in made
    assert wanted.piece("turn-subject") not in made


def test_two_modules_may_want_the_same() -> None:
    first = wanted.piece("pair", groups=("second",), doc="a comma and a noun")
    assert wanted.piece("pair") is first
    assert (
        wanted.piece("pair", without="nouns are lost").without == first.without == "nouns are lost"
    )
    assert first in wanted.declared(wanted.Piece)


def test_two_declarations_that_differ_are_refused() -> None:
    wanted.piece("pair", doc="a comma and a noun")
    with pytest.raises(TypeError, match="'pair' is declared both as"):
        wanted.single("pair")
    with pytest.raises(TypeError, match="'pair' is declared twice, with doc 'a comma and a noun'"):
        wanted.piece("pair", doc="two nouns")
    # A setting and a piece may have one name.
    wanted.setting("pair", FLAG)


@pytest.mark.parametrize(
    ("shape", "value", "read"),
    [
        (TEXT, "DMY", "DMY"),
        (FLAG, True, True),
        (NUMBER, 1, 1.0),
        (TEXTS, ["s"], ("s",)),
        (choice("nouns"), "nouns", "nouns"),
        (STANCES, ["say", "promise"], (Stance.SAY, Stance.PROMISE)),
        (table_of(TEXTS), {"X": ["on"]}, {"X": ("on",)}),
        (keyed(STANCE, STANCE), {"say": "deny"}, {Stance.SAY: Stance.DENY}),
    ],
)
def test_a_shape_reads_what_has_it(shape: Shape[object], value: object, read: object) -> None:
    assert shape.read(value) == read


@pytest.mark.parametrize(
    ("shape", "value", "problem"),
    [
        (TEXT, 1, "should be a text, not 1"),
        (FLAG, 1, "should be true or false, not 1"),
        (NUMBER, True, "should be a number, not True"),
        (TEXTS, "s", "should be a list of texts, not 's'"),
        (TEXTS, ["s", 1], "should be a text, not 1"),
        (choice("nouns"), "noun", "unknown value 'noun' (did you mean 'nouns'?)"),
        (STANCES, ["promis"], "unknown stance 'promis' (did you mean 'promise'?)"),
        (table_of(TEXTS), {"X": "on"}, "should be a list of texts, not 'on'"),
        (table_of(TEXTS), [], "should be a table of lists of texts, not []"),
    ],
)
def test_a_shape_refuses_what_has_another(
    shape: Shape[object], value: object, problem: str
) -> None:
    with pytest.raises(ShapeError) as error:
        shape.read(value)
    assert error.value.problem == problem
