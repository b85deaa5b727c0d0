"""What stages declare that they want of a rule set, and what a grammar gives for it."""

from __future__ import annotations

import ast
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

import attribution
from attribution import RuleSet, Stance
from attribution._language.grammar import Grammar
from attribution._language.patterns import Patterns
from attribution._rules import wanted
from attribution._rules.settings import Settings, Speakers
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
    # What the stages declare is there, and does not come while it is kept apart.
    monkeypatch.setattr(
        wanted, "_DECLARED", {(it.sort, it.name): it for it in wanted.declared(wanted.Wanted)}
    )
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


def test_settings_have_the_types_that_stages_declare() -> None:
    declared = {item.name: item.shape.given for item in wanted.declared(wanted.Setting)}
    assert typing.get_type_hints(Settings) == declared
    lists = [item.name for item in wanted.declared(wanted.SpeakerWords)]
    assert list(Speakers.__annotations__) == lists


def test_settings_and_lists_are_documented() -> None:
    kinds = (wanted.Setting, wanted.SpeakerWords, wanted.ClassWords)
    assert [item.name for item in wanted.declared(*kinds) if not item.doc] == []


# Names that are asked for without a declaration ---------------------------------------------------

FOLDER = Path(attribution.__file__).parent
ASKED: dict[str, type[wanted.Wanted[object]]] = {
    "settings": wanted.Setting, "speakers": wanted.SpeakerWords, "classes": wanted.ClassWords,
    "pieces": wanted.Piece, "all_pieces": wanted.Piece,
}  # fmt: skip
"""Part of a rule set -> what declares the names in it."""
METHODS = {"piece", "units", "begins", "numbered", "leftwards", "rightwards"}
"""The methods of `Patterns` that take the name of a piece."""


def asked(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Give each name that the code asks a rule set for by itself, with the part it is asked of."""
    for node in ast.walk(tree):
        match node:
            case (
                ast.Subscript(ast.Attribute(attr=part), ast.Constant(str(name)))
                | ast.Compare(ast.Constant(str(name)), [ast.In()], [ast.Attribute(attr=part)])
                | ast.Call(
                    ast.Attribute(
                        ast.Attribute(attr=part) | ast.Subscript(slice=ast.Constant(str(part))),
                        "get",
                    ),
                    [ast.Constant(str(name)), *_],
                )
            ) if part in ASKED:
                yield part, name
            case ast.Call(ast.Attribute(attr=method), [ast.Constant(str(name))]) if (
                method in METHODS
            ):
                yield "pieces", name


def test_a_name_that_is_asked_for_is_found() -> None:
    source = """
rules.settings["infix"], rules.settings.get("clitics", ()), "least" in rules.settings
grammar.patterns.piece("date"), rules.classes["roles"], parts["settings"].get("plurals")
other["capitals"], rules.settings[name], re.compile("kin")
"""
    assert set(asked(ast.parse(source))) == {
        ("settings", "infix"),
        ("settings", "clitics"),
        ("settings", "least"),
        ("settings", "plurals"),
        ("classes", "roles"),
        ("pieces", "date"),
    }
    assert vars(Patterns).keys() >= METHODS


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.stem)
def test_what_is_asked_for_by_name_is_declared(path: Path) -> None:
    names = set(asked(ast.parse(path.read_text(encoding="utf-8"))))
    unknown = {
        f"{part}.{name}"
        for part, name in names
        if name not in {item.name for item in wanted.declared(ASKED[part])}
    }
    assert unknown == set()
