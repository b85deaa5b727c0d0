"""Ends: rows that tell where something ends, joined to pieces, and each tried by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution import Construction, Cue, End, Parser, RuleError, RuleSet, rulesets
from attribution._language.grammar import compiled
from attribution.testing import check_ruleset

EN = rulesets.load("en")
AND = End(
    "and-she",
    ["clause", "deed"],
    "<noun> <verb>",
    matches=["Ada diris pramo ^ urbestro diris."],
    rejects=["Ada diris pramo urbestro.", "Ada diris ^ pramo urbestro diris."],
)
DASH = End("dash", ["clause"], "<dash>", matches=["Ada diris pramo ^ – urbestro."])


def small(*ends: End) -> RuleSet:
    """Build a language of a few words, from nothing."""
    return RuleSet.empty("xx").extend(
        classes={"nouns": "urbestro pramo"},
        settings={"features": {"nouns": "noun"}},
        pieces={
            "clause": "((?!<ends-of-clause>) <!stop>){1,40}",
            "limit": "((?!<ends-of-deed>) <!stop>){1,40}",
        },
        constructions=[Construction("says", "<name:source> <cue:cue> <clause:content>")],
        cues=[Cue("diri", stance="say", forms=["diras", "diris", "diris", "dirante"])],
        ends=ends,
    )


def texts(rules: RuleSet, text: str) -> list[str]:
    return [quote.text for quote in Parser(rules).parse(text)]


def test_the_rows_of_a_kind_are_one_piece() -> None:
    rules = small(AND, DASH)
    assert rules.all_pieces["ends-of-clause"] == "<noun> <verb>\n| <dash>"
    assert rules.all_pieces["ends-of-deed"] == "<noun> <verb>"
    assert "ends-of-clause" not in rules.pieces
    assert texts(rules, "Ada diris pramo – urbestro.") == ["pramo"]
    assert texts(rules, "Ada diris pramo urbestro diris.") == ["pramo"]


def test_ends_are_extended_replaced_and_left_out() -> None:
    rules = small(AND)
    more = rules.extend(ends=[DASH], before="and-she")
    assert [end.name for end in more.ends] == ["dash", "and-she"]
    assert more.without(ends=["dash"]) == rules
    other = End("and-she", ["clause", "deed"], "<comma>")
    assert texts(rules.replace(ends=[other]), "Ada diris pramo, urbestro.") == ["pramo"]
    assert texts(rules, "Ada diris pramo, urbestro.") == ["pramo, urbestro"]


def test_ends_are_written_and_read_back(tmp_path: Path) -> None:
    rules = small(AND, DASH)
    path = tmp_path / "xx.toml"
    path.write_text(rules.to_toml(), encoding="utf-8")
    again = RuleSet.from_toml(path)
    assert again.ends == rules.ends
    assert again.all_pieces == rules.all_pieces


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda: small(AND, End("x", ["claus"], "<comma>")),
            r"ends\.x: unknown kind of end 'claus' \(did you mean 'clause'\?\); allowed: clause, d",
        ),
        (lambda: small(End("x", [], "<comma>")), r"ends: x: does not say of what it is an end"),
        (lambda: small(AND, End("x", ["clause"], " ")), r"ends: x: the pattern is empty"),
        (
            lambda: small(AND, End("x", ["clause"], "<noun:content>")),
            r"ends\.x: captures content, though it takes nothing",
        ),
        (
            lambda: small(AND, End("x", ["clause"], "<nuon>")),
            r"ends\.x: unknown tag or piece 'nuon' \(did you mean 'noun'\?\)",
        ),
        (lambda: small(AND, End("x", ["clause"], "(<noun>")), r"ends\.x: a bracket is not closed"),
        (lambda: small(AND, End("x", ["clause"], "<")), r"ends\.x: cannot read '<'"),
        (
            lambda: small(AND).extend(pieces={"ends-of-deed": "<comma>"}),
            r"pieces\.ends-of-deed: is made of ends",
        ),
        (lambda: small(DASH), "unknown tag or piece 'ends-of-deed'"),
        (lambda: small(AND, End("says", ["clause"], "<comma>")), "duplicate name, also in ends"),
    ],
)
def test_what_is_refused(change: object, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        change()  # type: ignore[operator]


def test_the_examples_of_ends_are_checked() -> None:
    check_ruleset(small(AND, DASH).extend(constructions=[], ends=[]).replace(
        constructions=[Construction(
            "says", "<name:source> <cue:cue> <clause:content>", matches=["Ada diris pramo."]
        )]
    ))  # fmt: skip
    bad = End(
        "bad",
        ["clause"],
        "<comma>",
        matches=["Ada diris pramo.", "Ada diris ^ pramo.", "Ada ^, pramo.", "Ada ^ diris ^."],
        rejects=["Ada diris ^, pramo.", "Ada diris, pramo.", "Ada ^ diris, pramo."],
    )
    with pytest.raises(AssertionError) as caught:
        check_ruleset(small(AND, End("none", ["deed"], "<comma>"), bad))
    assert str(caught.value).splitlines() == [
        "xx: ends.none: has no example in matches",
        "xx: constructions.says: has no example in matches",
        "xx: ends.bad: needs one ^ in 'Ada diris pramo.'",
        "xx: ends.bad: does not match at the place marked in 'Ada diris ^ pramo.'",
        "xx: ends.bad: no statement ends at the place marked in 'Ada ^, pramo.'",
        "xx: ends.bad: needs one ^ in 'Ada ^ diris ^.'",
        "xx: ends.bad: should reject 'Ada diris ^, pramo.'",
        "xx: ends.bad: should reject 'Ada diris, pramo.'",
    ]


def test_a_grammar_tells_which_end_is_at_a_place() -> None:
    grammar = compiled(small(AND, DASH))
    words = [*map(grammar.characters.of_word.__getitem__, ("pramo", "urbestro", "diris"))]
    tags = "".join([*words, grammar.alphabet.char(frozenset({"dash"}))])
    found = [[end.name for end in grammar.patterns.ends_at(tags, at, "clause")] for at in range(4)]
    assert found == [[], ["and-she"], [], ["dash"]]
    assert grammar.patterns.ends_at(tags, 3, "deed") == ()
    assert grammar.patterns.kinds_of_ends("says") == ("clause",)


def test_the_contents_of_a_construction_look_out_for_ends() -> None:
    grammar = compiled(EN)
    assert grammar.patterns.kinds_of_ends("source-cue-that") == ("clause",)
    assert grammar.patterns.kinds_of_ends("source-cue-infinitive") == ("deed",)
    assert grammar.patterns.kinds_of_ends("source-cue-object") == ("object",)
    assert grammar.patterns.kinds_of_ends("object-passive-source") == ()
