"""What a rule set has in common with that of its language is not worked out again, and no other."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import attrs
import pytest

from attribution import Construction, Cue, End, Mention, Reading, RuleSet, pipeline, rulesets
from attribution._article.document import Document
from attribution._article.quotes import quote
from attribution._language.grammar import Grammar, compiled
from attribution._language.inheriting import base_of, same_notation
from attribution._notation.limits import Limited
from attribution._notation.prepared import Inherited

EN = rulesets.load("en")
TEXTS = (
    "Quaymaster Ada Moor foghorned that the ferry was late.",
    "Lem Harrow, 41, the reeve of Norden, denied the ferry was late, so the crew left.",
)
FOGHORN = Cue("foghorn", stance="assert", frames=["that", "clause"])
OWN = Mention("own", "<name:person> <comma> <number:role>")


def first(sort: str) -> str:
    name: str = getattr(EN, sort)[0].name
    return name


VARIANTS: dict[str, Callable[[], RuleSet]] = {
    "a cue more": lambda: EN.extend(cues=[FOGHORN]),
    "a word more": lambda: EN.extend(classes={"roles": "quaymaster"}),
    "a cue fewer": lambda: EN.without(cues=["deny"]),
    "a construction first": lambda: EN.extend(
        constructions=[Construction("own", "<name:source> <cue.verb:cue> <number:content>")],
        before=first("constructions"),
    ),
    "constructions the other way round": lambda: attrs.evolve(
        EN, constructions=EN.constructions[::-1]
    ),
    "a mention more": lambda: attrs.evolve(
        EN.extend(mentions=[OWN], before=first("mentions")), time_limit=math.inf
    ),
    "a piece that is another": lambda: attrs.evolve(
        EN.replace(pieces={"office-word": "<number>"}), time_limit=math.inf
    ),
    "an end fewer": lambda: EN.without(ends=[EN.ends[0].name]),
    "an end more": lambda: attrs.evolve(
        EN.extend(ends=[End("own", ["clause"], "<adverb> <noun-phrase>")]), time_limit=math.inf
    ),
    "a reading with another change": lambda: attrs.evolve(
        EN.replace(readings=[attrs.evolve(EN.readings[0], add=["noun"], drop=["verb"])]),
        time_limit=math.inf,
    ),
    "a reading of a new word": lambda: attrs.evolve(
        EN.extend(readings=[Reading("own", "'ferry' <any:word>", add=["noun"])]),
        time_limit=math.inf,
    ),
    "a word of a new kind": lambda: EN.extend(endings={"naster": "noun adverb adjective"}),
}


def found(grammar: Grammar) -> list[str]:
    return [_found(grammar, text) for text in TEXTS]


def _found(grammar: Grammar, text: str) -> str:
    document = Document(text, grammar)
    pipeline.read(document)
    return json.dumps([quote(document, item).to_dict() for item in pipeline.run(document)])


@pytest.mark.parametrize("name", VARIANTS)
def test_quotes_are_those_of_a_rule_set_that_inherits_nothing(name: str) -> None:
    rules = VARIANTS[name]()
    grammar = compiled(rules)
    assert isinstance(grammar.prepared, Inherited)
    assert found(grammar) == found(Grammar(rules))


def test_the_variants_tell_something() -> None:
    expected = found(compiled(EN))
    assert found(compiled(VARIANTS["a cue more"]())) != expected
    assert found(compiled(VARIANTS["a cue fewer"]())) != expected


def test_what_is_the_same_is_the_very_same() -> None:
    own, base = compiled(VARIANTS["a cue more"]()), compiled(EN)
    assert own.alphabet is base.alphabet
    assert own.patterns.numbered("np") is base.patterns.numbered("np")
    other = compiled(VARIANTS["a reading of a new word"]())
    assert other.alphabet is not base.alphabet


def test_a_piece_takes_those_with_it_that_use_it() -> None:
    same = same_notation(EN, EN.replace(pieces={"head": "<noun>"}))
    assert same("<stop>")
    assert same("<det>")
    assert not same("<head>")
    assert not same("<np>")
    assert not same("<stop> <stop>")


@pytest.mark.parametrize(
    "rules",
    [RuleSet.empty("xx", "en"), RuleSet.empty("xx", "xx").extend(endings={"o": "noun"})],
    ids=["no pieces", "another language"],
)
def test_there_may_be_nothing_to_inherit(rules: RuleSet) -> None:
    assert base_of(rules) is None
    assert not isinstance(compiled(rules).prepared, Inherited)


def test_only_what_is_somebodys_own_has_a_time_limit() -> None:
    rules = EN.extend(mentions=[OWN], before=first("mentions"))
    assert rules.time_limit < math.inf
    patterns = compiled(rules).patterns
    own, *others = patterns.mentions.rules
    assert own.source.name == "own"
    assert own.right is not None
    assert isinstance(own.right._compiled, Limited)
    rights = [rule.right._compiled for rule in others[:9] if rule.right is not None]
    assert rights
    assert not any(isinstance(compiled, Limited) for compiled in rights)


def test_what_uses_a_piece_of_somebody_has_a_time_limit() -> None:
    rules = EN.replace(pieces={"head": "<noun>"})
    assert rules.time_limit < math.inf
    patterns = compiled(rules).patterns
    assert isinstance(patterns.numbered("np"), Limited)
    assert not isinstance(patterns.numbered("det"), Limited)
