"""Rule sets: deriving them, reading and writing them, and what is refused."""

from __future__ import annotations

import copy
import datetime
import pickle
import tomllib
import warnings
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

import attribution
from attribution import (
    Construction,
    Cue,
    InputTypeError,
    Layout,
    Mention,
    Parser,
    Reading,
    RuleError,
    RuleSet,
    RuleTimeoutError,
    Stance,
    rulesets,
)
from attribution._language.grammar import Grammar, compiled
from attribution._rules.parts import ROWS
from attribution._rules.toml import to_toml
from attribution.testing import check_ruleset

EN = rulesets.load("en")
CLAUSE = "(<!stop>){1,40}"
RUNAWAY = r"(?P<content>(?:a|a)+)(?<!a)"


def small(**parts: object) -> RuleSet:
    """Build a language of a few words, from nothing."""
    return RuleSet.empty("xx").extend(
        classes={"determiners": "la", "nouns": "urbestro pramo"},
        settings={
            "features": {"determiners": "determiner closed", "nouns": "noun"},
            "speakers": {"articles": "la"},
        },
        irregular={"diri": "diras diris diris dirante"},
        pieces={"np": "<determiner>? <noun>", "clause": CLAUSE},
        constructions=[
            Construction("source-cue", "<np:source> <cue:cue> ',' <clause:content>", "that")
        ],
        cues=[Cue("diri", stance="say", frames=["that"])],
        **parts,  # type: ignore[arg-type]
    )


# Values -----------------------------------------------------------------------------------------


def test_a_rule_set_cannot_change() -> None:
    with pytest.raises(AttributeError):
        EN.name = "fr"  # type: ignore[misc]
    with pytest.raises(TypeError):
        EN.classes["roles"] = ()  # type: ignore[index]
    with pytest.raises(TypeError):
        EN.settings["features"]["roles"] = "noun"  # type: ignore[index]
    with pytest.raises(TypeError):
        EN.settings["infix"] = "zu"


def test_equal_rule_sets_have_one_hash_and_one_grammar() -> None:
    other = EN.extend(cues=[Cue("foghorn", frames=["quote"])]).without(cues=["foghorn"])
    assert other is not EN
    assert other == EN
    assert hash(other) == hash(EN)
    assert compiled(other) is compiled(EN)
    assert EN.extend(classes={"roles": "wharfinger"}) != EN


def test_a_rule_set_can_be_copied_and_pickled() -> None:
    assert copy.deepcopy(EN) == EN
    assert pickle.loads(pickle.dumps(EN)) == EN  # noqa: S301 - our own bytes
    assert hash(pickle.loads(pickle.dumps(EN))) == hash(EN)  # noqa: S301 - our own bytes


def test_a_short_repr() -> None:
    assert repr(RuleSet.empty("xx")) == "<RuleSet 'xx': 0 cues, 0 constructions, 0 layouts>"


def test_frames_and_tags_are_listed() -> None:
    assert "quote" in EN.frames
    assert {"noun", "cue", "determiner"} <= set(EN.tags)


@pytest.mark.parametrize("rules", [EN, RuleSet.empty("xx"), small()], ids=lambda rules: rules.name)
def test_known_tags_are_those_that_units_have(rules: RuleSet) -> None:
    grammar = Grammar(rules)
    tags = {tag for char in grammar.alphabet.chars for tag in grammar.alphabet.tags(char)}
    assert {tag for tag in tags if tag and not tag.startswith("=")} <= set(rules.tags)


@pytest.mark.parametrize("text", ["", "Ada Moor said: “It rained.”", "* | ?\n\n\t", "2031-05-07"])
def test_an_empty_rule_set_finds_nothing(text: str) -> None:
    assert Parser(RuleSet.empty("xx")).parse(text) == []


# Deriving ---------------------------------------------------------------------------------------


def test_a_language_from_nothing() -> None:
    (quote,) = Parser(small()).parse("La urbestro diris, la pramo malfruas.")
    assert (quote.speaker, quote.cue and quote.cue.text) == ("urbestro", "diris")
    assert (quote.text, quote.stance) == ("la pramo malfruas", Stance.SAY)


def test_extend_adds_a_cue() -> None:
    text = "“The ferry is late,” Ada Moor foghorned."
    assert attribution.parse(text) == []
    louder = EN.extend(name="loud", cues=[Cue("foghorn", stance="assert", frames=["quote"])])
    (quote,) = attribution.parse(text, rules=louder)
    assert (louder.name, quote.speaker, quote.stance) == ("loud", "Ada Moor", Stance.ASSERT)


def test_extend_adds_a_construction_before_another() -> None:
    rumour = Construction(
        "rumour",
        "'rumour' 'has' <noun:cue> 'that' <clause:content> (?=<stop>)",
        precision=0.5,
        stance="claim",
    )
    rules = EN.extend(constructions=[rumour], before="source-cue-that")
    names = [rule.name for rule in rules.constructions]
    assert names[names.index("rumour") + 1] == "source-cue-that"
    assert len(names) == len(EN.constructions) + 1


def test_extend_adds_a_layout() -> None:
    letter = Layout("letter", r"(?P<source>\p{Lu}\w+)\ writes:\ (?P<content>.+)", precision=0.5)
    rules = EN.extend(layouts=[letter])
    (quote,) = Parser(rules).parse("Harrow writes: the ferry is late.")
    assert (quote.speaker, quote.rule, quote.confidence) == ("Harrow", "letter", 0.5)


def test_confidence_in_what_was_not_measured_is_that_of_the_average_rule() -> None:
    rows = (("First", 0.5), ("Second", 0.75), ("Third", None))
    first, second, third = (
        Layout(name, rf"{name}:\ (?P<content>.+)", precision=precision) for name, precision in rows
    )
    rules = RuleSet.empty("letters").extend(layouts=[third])
    assert [quote.confidence for quote in Parser(rules).parse("Third: rain.")] == [0.5]
    rules = rules.extend(layouts=[first, second])
    assert [quote.confidence for quote in Parser(rules).parse("Third: rain.")] == [0.625]
    assert [quote.confidence for quote in Parser(rules).parse("Second: rain.")] == [0.75]


def test_a_layout_is_tried_only_where_a_paragraph_has_what_it_holds() -> None:
    letter = Layout("letter", r"(?P<source>\p{Lu}\w+)\ writes\W+(?P<content>.+)", holds=[":"])
    parser = Parser(EN.extend(layouts=[letter]))
    quotes = parser.parse("Harrow writes: the ferry is late.\n\nHarrow writes, the ferry is full.")
    assert [quote.text for quote in quotes if quote.rule == "letter"] == ["the ferry is late."]


def test_extend_adds_words_readings_mentions_pieces_and_settings() -> None:
    rules = EN.extend(
        classes={"roles": "wharfinger", "moods": ["grim"]},
        readings=[Reading("mood", "<determiner> <moods:word>", add=["adjective"])],
        pieces={"mood": "<moods>"},
        mentions=[Mention("mood-before", "<mood> <full-name:person>")],
        settings={"titles": {"wh.": "wharfinger"}},
        irregular={"foghorn": "foghorns foghorned foghorned foghorning"},
        endings={"oon": "noun"},
    )
    assert rules.classes["roles"][-1] == "wharfinger"
    assert rules.classes["moods"] == ("grim",)
    assert rules.settings["titles"]["wh."] == "wharfinger"
    assert rules.readings[-1].name == "mood"
    assert Parser(rules).people("The wharfinger Ada Moor spoke.")[0].roles == ("wharfinger",)


def test_replace() -> None:
    rules = EN.replace(
        cues=[Cue("deny", stance="assert", frames=["np"])],
        pieces={"after": "<adverb>?"},
        classes={"weekdays": "firstday"},
        settings={"modifiers": {"seem": "claim"}},
    )
    (quote,) = Parser(rules).parse("Ada Moor denied the allegations.")
    assert quote.stance == Stance.ASSERT
    assert len(rules.cues) == len(EN.cues)
    assert rules.classes["weekdays"] == ("firstday",)
    assert rules.settings["modifiers"]["seem"] == "claim"
    assert rules.settings["modifiers"]["may"] == EN.settings["modifiers"]["may"]


def test_without() -> None:
    rules = EN.without(
        cues=["deny"],
        constructions=["source-cue-gerund"],
        layouts=["talk"],
        classes={"roles": "abbot"},
    )
    assert Parser(rules).parse("Ada Moor denied the allegations.") == []
    assert "abbot" not in rules.classes["roles"]
    assert len(rules.constructions) == len(EN.constructions) - 1
    assert len(rules.layouts) == len(EN.layouts) - 1


def test_without_pieces() -> None:
    rules = small().extend(pieces={"turn-before": "<noun>"})
    assert rules.without(pieces=["turn-before"]) == small()


@pytest.mark.parametrize(
    ("derive", "message"),
    [
        (
            lambda: EN.replace(cues=[Cue("dney")]),
            r"en: cues.verbs.dney: there is none of that name",
        ),
        (
            lambda: EN.replace(pieces={"nnp": "<noun>"}),
            r"none of that name \(did you mean 'np'\?\)",
        ),
        (lambda: EN.replace(settings={"modifiers": {"x": "say"}}), "settings.modifiers.x"),
        (lambda: EN.without(cues=["dney"]), r"en: cues.dney: .*did you mean 'deny'"),
        (lambda: EN.without(layouts=["pots"]), "did you mean 'post'.*allowed: .*post"),
        (lambda: EN.without(pieces=["nnp"]), "en: pieces.nnp"),
        (lambda: EN.without(classes={"roles": "abott"}), "did you mean 'abbot'"),
        (lambda: EN.without(classes={"rolls": "abbot"}), "classes.rolls"),
        (lambda: EN.extend(pieces={"np": "<noun>"}), "pieces.np: is there already"),
        (
            lambda: EN.extend(settings={"modifiers": {"may": "say"}}),
            "settings.modifiers.may: is th",
        ),
        (lambda: EN.extend(cues=[Cue("deny", frames=["np"])]), "verbs.deny: duplicate name"),
        (lambda: EN.extend(layouts=[EN.layouts[0]]), "layouts.post: duplicate name"),
        (lambda: EN.extend(before="nowhere"), "en: before.nowhere: there is none of that name"),
        (lambda: EN.without(pieces=["np"]), "unknown tag or piece 'np'"),
        (
            lambda: EN.without(pieces=["negated-cue"]),
            'en: pieces.negated-cue: is needed, see replace.*without it "did not say" is no longer',
        ),
    ],
)
def test_what_deriving_refuses(derive: Callable[[], RuleSet], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        derive()


# What is refused --------------------------------------------------------------------------------


def construction(pattern: str, frame: str | None = None) -> Callable[[], object]:
    return lambda: EN.extend(constructions=[Construction("new", pattern, frame)])


def layout(pattern: str) -> Callable[[], object]:
    return lambda: EN.extend(layouts=[Layout("new", pattern)])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Cue("sigh", "noises"), "cues: sigh: unknown category 'noises'; allowed: adject"),
        (lambda: Cue("sigh", stance="sad"), "verbs: sigh: unknown stance 'sad'; allowed: admit"),
        (lambda: Cue("sigh", stances={"to": "sad"}), "unknown stance 'sad'"),
        (lambda: Construction("", "<cue:cue> <noun:content>"), "a rule needs a name"),
        (lambda: Construction("new", " "), "constructions: new: the pattern is empty"),
        (lambda: Construction("new", "<cue:cue>", precision=2), "precision is from 0 to 1"),
        (lambda: Construction("new", "<cue:cue>", stance="sad"), "unknown stance 'sad'"),
        (lambda: Construction("new", "<cue:cue>", time_limit=0), "time_limit is above 0"),
        (
            lambda: Layout("new", "x", requires="rain"),
            "unknown condition 'rain'; allowed: interview",
        ),
        (
            lambda: EN.extend(cues=[Cue("x", frames=["opera"])]),
            "en: verbs.x: unknown frame 'opera'",
        ),
        (
            lambda: EN.extend(cues=[Cue("x", frames=["quot"])]),
            "did you mean 'quote'.*allowed: .*quote",
        ),
        (
            lambda: EN.extend(cues=[Cue("x", "nouns")]),
            "no construction uses nouns with these frames: none",
        ),
        (
            lambda: EN.extend(cues=[Cue("x", "nouns", frames=["np"])]),
            "en: nouns.x: no construction uses nouns with these frames: np; allowed: .*that",
        ),
        (
            lambda: EN.extend(cues=[Cue("x", frames=["quote"], stances={"to": "say"})]),
            "unknown frame in stances 'to'; allowed: quote",
        ),
        (
            construction("<cue:cue> <nuon:content>"),
            "constructions.new: unknown tag or piece 'nuon'",
        ),
        (construction("<cue.!nuon:cue> <noun:content>"), r"'nuon' \(did you mean 'noun'\?\)"),
        (construction("<cue:cue> <noun>"), "constructions.new: captures no content"),
        (construction("<noun:content>"), "no element outside brackets is captured as 'cue'"),
        (construction("(<cue:cue>)? <noun:content>"), "outside brackets"),
        (construction("<cue:cue> <noun:content> <noun:sorce>"), "unknown group 'sorce' .*'source'"),
        (construction("<cue:cue> (<noun:content>"), "a bracket is not closed"),
        (construction("<cue:cue> <noun:content>)"), "closes no bracket"),
        (construction("<cue:cue> (* <noun:content>)"), "nothing stands before"),
        (construction("<cue:cue> <noun:content>{3,1}"), r"'\{3,1\}' is no range"),
        (construction("<cue:cue> <noun:content>{,}"), "is no range"),
        (construction("<cue:cue> %"), "cannot read"),
        (construction("'so':cue <clause:content>"), r"\(groups: <np:source>\)"),
        (
            lambda: RuleSet.empty("xx").extend(pieces={"proper": "<name:person>"}),
            "xx: pieces.proper: captures no body",
        ),
        (
            lambda: RuleSet.empty("xx").extend(pieces={"date": "<number:day>"}),
            "xx: pieces.date: unknown group 'day'",
        ),
        (
            lambda: RuleSet.empty("xx").extend(
                settings={"speakers": {"femail": "she"}}  # type: ignore[typeddict-unknown-key]
            ),
            r"xx: settings\.speakers\.femail: unknown list \(did you mean 'female'\?\); allowed: a",
        ),
        (
            lambda: EN.replace(settings={"speakers": ["she"]}),  # type: ignore[typeddict-item]
            "en: settings.speakers: should be a table of texts of words",
        ),
        (
            lambda: RuleSet.empty("xx").extend(
                settings={"speakers": {"female": ["she"]}}  # type: ignore[typeddict-item]
            ),
            "xx: settings.speakers.female: should be a text of words",
        ),
        (
            lambda: EN.extend(settings={"clitcs": []}),  # type: ignore[typeddict-unknown-key]
            r"en: settings\.clitcs: unknown setting \(did you mean 'clitics'\?\); allowed: cal",
        ),
        (
            lambda: EN.replace(settings={"clitics": "s"}),
            "en: settings.clitics: should be a list of texts, not 's'",
        ),
        (
            lambda: EN.replace(settings={"date_order": "DNY"}),
            r"settings.date_order: unknown value 'DNY' \(did you mean 'MDY'\?\); allowed: DMY, DYM",
        ),
        (
            lambda: EN.extend(pieces={"turn-befor": "<comma>"}),
            r"pieces\.turn-befor: no pattern uses it .* \(did you mean 'turn-before'\?\); allowed",
        ),
        (
            lambda: EN.extend(classes={"rolls": "abbot"}),
            r"classes\.rolls: no pattern uses .* its tag 'rolls' \(did you mean 'role'\?\)",
        ),
        (
            lambda: EN.extend(settings={"features": {"rolls": "role"}}),
            r"settings\.features\.rolls: there is no class of that name \(did you mean 'roles'\?\)",
        ),
        (
            lambda: RuleSet.empty("xx").extend(settings={"published": ["^Published: "]}),
            r"xx: settings.published: '\^Published: ' has no DATE",
        ),
        (
            lambda: RuleSet.empty("xx").extend(settings={"published": ["(DATE"]}),
            r"xx: settings.published: cannot read '\(DATE'",
        ),
        (
            lambda: small().extend(cues=[Cue("hoot", frames=["xyz"])]),
            "unknown frame 'xyz' that no construction has",
        ),
        (layout("(?P<content>x)?"), "layouts.new: matches the empty string"),
        (layout("x"), "captures neither source nor content; allowed: content"),
        (layout("(?P<content>x)(?P<sorce>x)"), r"unknown group 'sorce' \(did you mean 'source'"),
        (layout("(?P<content>x"), "layouts.new: cannot read the pattern"),
        (lambda: EN.extend(pieces={"a": "<b>", "b": "<a>"}), "stands inside itself: a in b in a"),
        (lambda: EN.extend(pieces={"a": "<b>"}), "pieces.a: unknown tag or piece 'b'"),
        (
            lambda: EN.extend(readings=[Reading("new", "<noun>", drop=["noun"])]),
            "readings.new: no element outside brackets is captured as 'word'",
        ),
        (
            lambda: EN.extend(readings=[Reading("new", "<noun:word>", drop=["nuon"])]),
            "readings.new: unknown tag 'nuon'",
        ),
        (
            lambda: EN.extend(mentions=[Mention("new", "<noun>")]),
            "mentions.new: no element outside brackets is captured as 'person'",
        ),
        (lambda: EN.extend(readings=[Reading("post", "<noun:word>")]), "post: duplicate name"),
        (
            lambda: EN.extend(settings={"precision": {"quoted-prat": 0.5}}),
            "settings.precision.quoted-prat: unknown rule of the engine 'quoted-prat'",
        ),
        (
            lambda: EN.extend(settings={"precision": {"quoted-part": 2}}),
            "settings.precision.quoted-part: precision is from 0 to 1, not 2",
        ),
        (
            lambda: EN.extend(settings={"modifiers": {"perhaps": "sad"}}),
            "settings.modifiers.perhaps: unknown stance 'sad'",
        ),
        (
            lambda: RuleSet.empty("xx").extend(inflection={"noun": [["y"]]}),
            "inflection.noun: .* should give an ending",
        ),
        (
            lambda: RuleSet.empty("xx").extend(inflection={"noun": [["^(y", "ies"]]}),
            "inflection.noun: cannot read",
        ),
    ],
)
def test_what_is_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        make()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Cue("sigh", frames="quote"),
        lambda: Layout("x", "y", matches="text"),
        lambda: EN.without(cues="deny"),
    ],
)
def test_a_bare_string_is_no_list(make: Callable[[], object]) -> None:
    with pytest.raises(InputTypeError, match=r"list (or tuple|of texts), not str"):
        make()


# TOML -------------------------------------------------------------------------------------------

ODD = RuleSet.empty("odd").extend(
    classes={"noun": ['6"', "a_b", "so far", "\\", "'", "\x7f"]},
    settings={
        "kin": {"er": {"x.y": "a\nb"}},
        "letter_names": {"X": []},
        "ordinal_stops": True,
        "precision": {"turn": 1, "quoted-part": 0.5},
    },
    layouts=[
        Layout("first", "(?P<content>\n x )\n", requires="turns", verbatim=False),
        Layout("second", "(?P<content>\n'''x )", matches=["x" * 60, "y" * 60], time_limit=2),
        Layout("third", "(?P<content>\\ '\\t)\r\n", precision=0.25),
    ],
)


@pytest.mark.parametrize("rules", [EN, RuleSet.empty("xx"), small(), ODD], ids=lambda r: r.name)
def test_toml_round_trip(rules: RuleSet, tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text(rules.to_toml(), encoding="utf-8")
    assert RuleSet.from_toml(file, trusted=True) == rules


def test_toml_of_english_is_toml() -> None:
    head = {"name": "en", "language": "en", "time_limit": float("inf")}
    assert tomllib.loads(EN.to_toml())["ruleset"] == head


def test_toml_of_plain_values() -> None:
    values = {"day": datetime.date(2031, 5, 7), "at": datetime.time(9), "table": {}}
    values |= {"deep": {"er": {"x.y": [1, 2.5, True, "a\nb", ["c"]]}}, "rows": [{"a": "b"}]}
    assert tomllib.loads(to_toml(values)) == values


def test_what_cannot_be_written_as_toml() -> None:
    with pytest.raises(TypeError, match="cannot write complex as TOML: 1j"):
        to_toml({"odd": 1j})


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_read_as_one_file(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        a='[settings.titles]\na = "1"\n[classes]\nnoun = "pramo"\n',
        b='[ruleset]\nname = "two"\n[settings.titles]\nb = "2"\n[words]\nnoun = "rivo la_pramo"\n',
    )
    rules = RuleSet.from_toml(folder)
    assert (rules.name, rules.language) == ("two", "two")
    assert rules.classes["noun"] == ("pramo", "rivo", "la pramo")
    assert rules.settings["titles"] == {"a": "1", "b": "2"}


def test_the_name_of_the_file_is_the_name_of_the_set(tmp_path: Path) -> None:
    assert RuleSet.from_toml(write(tmp_path, eo="") / "eo.toml").name == "eo"


EXTENDING = """
[ruleset]
extends = "en"

[verbs]
foghorn = { stance = "assert", frames = ["quote", "clause"] }
deny = { stance = "claim", frames = ["np"] }

[classes]
roles = "wharfinger"

[pieces]
after = "<adverb>?"

[[constructions]]
name = "guidance"
before = "source-cue-quotation"
pattern = "'guidance' 'from' <source:source> <colon:cue> <sentence:content>"
precision = 0.5
stance = "predict"

[[layouts]]
name = "letter"
pattern = '''(?P<source>\\p{Lu}\\w+)\\ writes:\\ (?P<content>.+)'''

[[readings]]
name = "late"
before = "passive"
pattern = "<determiner> 'late':word"

[without]
constructions = ["source-cue-gerund"]
"""


def test_toml_that_extends(tmp_path: Path) -> None:
    text = EXTENDING.replace("'late':word", "<role-modifier:word>")
    rules = RuleSet.from_toml(write(tmp_path, house=text) / "house.toml")
    assert (rules.name, rules.language) == ("house", "en")
    parser = Parser(rules)
    (quote,) = parser.parse("“The ferry is late,” Ada Moor, the wharfinger, foghorned.")
    assert (quote.speaker, quote.stance, quote.role) == ("Ada Moor", Stance.ASSERT, "wharfinger")
    (quote,) = parser.parse("Ada Moor denied the allegations.")
    assert quote.stance == Stance.CLAIM
    (quote,) = parser.parse("Guidance from Ada Moor: volumes will fall.")
    assert (quote.rule, quote.stance) == ("guidance", Stance.PREDICT)
    (quote,) = parser.parse("Harrow writes: the ferry is late.")
    assert quote.rule == "letter"
    names = [rule.name for rule in rules.constructions]
    names += [rule.name for rule in rules.readings]
    assert names[names.index("guidance") + 1] == "source-cue-quotation"
    assert names[names.index("late") + 1] == "passive"
    assert "source-cue-gerund" not in names


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[verbs", "bad.toml: file: "),
        ("[verb]", r"bad.toml: file: unknown section 'verb' \(did you mean 'verbs'\?\); allowed: "),
        ('[ruleset]\nextend = "en"', "ruleset: unknown key 'extend' .*'extends'"),
        ('[without]\ncues = ["deny"]', r"without: has nothing to leave out unless \[ruleset\] ext"),
        ("[verbs]\nsay = {frame = 1}", r"verbs.say: unknown key 'frame' \(did you mean 'frames'"),
        ('[verbs]\nsay = {stance = "sad"}', "bad.toml: verbs.say: unknown stance 'sad'"),
        ('[verbs]\nsay = {frames = "quote"}', "verbs.say.frames: should be a list of texts, not"),
        ("[verbs]\nsay = {stances = 3}", "bad.toml: verbs.say.stances: should be a table"),
        (
            '[verbs]\nsay = {frames = ["x"]}',
            "bad.toml: verbs.say: unknown frame 'x' that no construction has; allowed: none",
        ),
        ('[[layouts]]\nname = "x"', "layouts.x: has no pattern"),
        ('[[layouts]]\npattern = "x"', r"layouts\.\?: has no name"),
        ('[[layouts]]\nname = "x"\npattern = 3', "layouts.x.pattern: should be a text or a list"),
        ('[[layouts]]\nname = "x"\npattern = "x"', "layouts.x: captures neither"),
        ('[ruleset]\nextends = "en"\n[without]\nverbs = ["deny"]', "without: unknown key 'verbs'"),
        ('[ruleset]\nextends = "en"\n[without]\ncues = ["dney"]', "cues.dney: there is none of"),
        (
            '[ruleset]\nextends="en"\n[[layouts]]\nname="x"\nbefore="y"\npattern="(?P<content>z)"',
            "before.y: there is none of that name",
        ),
    ],
)
def test_what_toml_refuses(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=message):
        RuleSet.from_toml(write(tmp_path, bad=text) / "bad.toml")


def test_an_error_names_the_file_of_a_folder(tmp_path: Path) -> None:
    folder = write(tmp_path, a="[verbs]\nsay = {}", b='[[layouts]]\nname = "x"\npattern = "x"')
    with pytest.raises(RuleError, match=r"b.toml: layouts.x: captures neither"):
        RuleSet.from_toml(write(folder, a=""))
    with pytest.raises(RuleError, match=r"a.toml: verbs.say: no construction"):
        RuleSet.from_toml(write(folder, a="[verbs]\nsay = {}", b=""))


def test_one_value_in_two_files(tmp_path: Path) -> None:
    folder = write(tmp_path, a='[pieces]\nnp = "<noun>"', b='[pieces]\nnp = "<noun>+"')
    with pytest.raises(RuleError, match=r"b.toml: pieces.np: stands in a.toml too"):
        RuleSet.from_toml(folder)


def test_the_order_of_files(tmp_path: Path) -> None:
    rows = '[[layouts]]\nname = "{0}"\npattern = "{0}:(?P<content>.+)"'
    files = {name: rows.format(name) for name in "abcd"}
    folder = write(tmp_path, **files, set='[ruleset]\norder = ["c", "b"]')
    assert [rule.name for rule in RuleSet.from_toml(folder).layouts] == ["c", "b", "a", "d"]
    write(folder, set='[ruleset]\norder = ["c", "bb"]')
    with pytest.raises(RuleError, match=r"set.toml: ruleset.order: there is no file 'bb' \(did yo"):
        RuleSet.from_toml(folder)


def test_a_table_and_a_value_of_one_name(tmp_path: Path) -> None:
    folder = write(tmp_path, a='[settings]\nx = "y"', b='[settings.x]\ny = "z"')
    with pytest.raises(RuleError, match=r"b.toml: settings.x: stands in a.toml too"):
        RuleSet.from_toml(folder)


def test_no_file_and_no_toml(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="holds no TOML file"):
        RuleSet.from_toml(tmp_path)
    with pytest.raises(RuleError, match=r"missing.toml: file: "):
        RuleSet.from_toml(tmp_path / "missing.toml")


# Lists of alternatives --------------------------------------------------------------------------

LISTS = """
[classes]
nouns = "pramo urbestro"
articles = "la"
verbs_of_motion = "iras"

[pieces]
np = [
  "<articles> <nouns>",  # la pramo
  "<name>",              # Ada
]
clause = "((?!<ends-of-clause>) <!stop>){1,40}"
name-run = "<name.capital>+"
proper = ["<acronym:body>", "<name.capital:person>"]

[verbs]
diras = { stance = "say" }

[[ends]]
name = "mark"
of = ["clause"]
pattern = ["<dash>", "<semicolon>"]
matches = ["Ada diras ke la pramo iras ^ – nun.", "Ada diras ke la pramo iras ^; nun."]
rejects = ["Ada diras ke la pramo ^ iras."]

[[readings]]
name = "late"
pattern = ["<articles> <nouns:word> <stop>", "<verbs_of_motion:word> 'for'"]
add = ["late"]
matches = ["La pramo.", "Ada iras for."]
rejects = ["La pramo iras.", "Ada iras."]

[[constructions]]
name = "source-cue"
pattern = [
  "<np:source> <cue:cue> 'ke' <clause:content>",
  "<cue:cue> <np:source> <colon> <clause:content>",
]
matches = ["Ada diras ke la pramo iras.", "Diras la urbestro: Ada iras."]
rejects = ["La urbestro diras."]

[[mentions]]
name = "role"
pattern = ["<name:person> , <nouns:role>", "<nouns:role> <name:person>"]
matches = ["<Ada:person>, <urbestro:role>, iras.", "<Urbestro:role> <Ada:person> iras."]
rejects = ["Ada iras."]

[[layouts]]
name = "label"
pattern = [
  '(?P<source>\\p{Lu}\\w+)\\ »\\ (?P<content>.+)  # in a guillemet',
  '(?P<source>\\p{Lu}\\w+)\\ >\\ (?P<content>.+)',
]
matches = ["Ada » la pramo iras", "Ada > la pramo iras"]
rejects = ["Ada la pramo iras"]
"""


def test_a_list_holds_alternatives(tmp_path: Path) -> None:
    rules = RuleSet.from_toml(write(tmp_path, lists=LISTS) / "lists.toml")
    check_ruleset(rules)
    found = [Parser(rules).parse(text) for text in rules.constructions[0].matches]
    assert [(q.speaker, q.text) for [q] in found] == [
        ("Ada", "la pramo iras"),
        ("la urbestro", "Ada iras"),
    ]


@pytest.mark.parametrize("sort", ROWS)
def test_each_alternative_counts(sort: str, tmp_path: Path) -> None:
    rules = RuleSet.from_toml(write(tmp_path, lists=LISTS) / "lists.toml")
    [rule] = getattr(rules, sort)
    first = attrs.evolve(rule, pattern=rule.pattern.partition("\n")[0])
    with pytest.raises(AssertionError, match=f"{rule.name}: does not match"):
        check_ruleset(attrs.evolve(rules, **{sort: [first]}))  # type: ignore[arg-type]


def test_a_list_is_written_and_read_back(tmp_path: Path) -> None:
    rules = RuleSet.from_toml(write(tmp_path, lists=LISTS) / "lists.toml")
    again = RuleSet.from_toml(write(tmp_path, again=rules.to_toml()) / "again.toml")
    assert again == attrs.evolve(rules)
    assert hash(again) == hash(rules)
    assert again.pieces["np"] == "<articles> <nouns>\n| <name>"
    odd = rules.extend(pieces={"limit": ["'a\\'", "'b'"], "kin": ("<np>", "'c'")})
    assert RuleSet.from_toml(write(tmp_path, odd=odd.to_toml()) / "odd.toml") == odd


def test_each_alternative_needs_an_anchor() -> None:
    rule = Construction("x", ["<np:source> <cue:cue> <clause:content>", "<np:source>"])
    with pytest.raises(RuleError, match="no element outside brackets is captured as 'cue'"):
        EN.extend(constructions=[rule])


@pytest.mark.parametrize("value", [3, ["<np>", 3], {"<np>": 1}])
def test_what_is_no_pattern(value: object) -> None:
    with pytest.raises(InputTypeError, match="must be str, or list or tuple of str"):
        Construction("x", value)  # type: ignore[arg-type]
    with pytest.raises(InputTypeError, match=r"pieces\.x must be a text"):
        EN.extend(pieces={"x": value})  # type: ignore[dict-item]


# Time limits ------------------------------------------------------------------------------------

TEXT = "a" * 60 + "\n\nAda Moor said the ferry was late. The mayor denied it."


def test_a_layout_that_runs_away_is_stopped() -> None:
    rules = EN.extend(layouts=[Layout("runaway", RUNAWAY, time_limit=0.05)])
    with pytest.warns(RuleTimeoutError, match="the rule 'runaway' took more than 0.05 seconds"):
        found = Parser(rules).parse(TEXT)
    assert [quote.text for quote in found] == [quote.text for quote in attribution.parse(TEXT)]


def test_a_byline_that_runs_away_is_stopped() -> None:
    pattern = RUNAWAY.replace("content", "source")
    rules = EN.extend(layouts=[Layout("runaway", pattern, time_limit=0.05)])
    told = Parser(rules).explain(TEXT)
    assert [error.rule for error in told.errors] == ["runaway"]
    assert len(told.quotes) == len(attribution.parse(TEXT))


def test_a_construction_that_runs_away_is_stopped_once() -> None:
    runaway = "<cue:cue> ((<any>|<noun>){1,30}){1,30} (?<!<any>) <clause:content>"
    rule = Construction("runaway", runaway, time_limit=0.05)
    rules = EN.extend(constructions=[rule], before=EN.constructions[0].name)
    text = f"{TEXT} Lem Harrow said the ferry and the port and the mayor and the crew were late."
    told = Parser(rules).explain(text)
    assert [error.rule for error in told.errors] == ["runaway"]
    assert str(told).endswith("the rule 'runaway' took more than 0.05 seconds and was stopped")
    assert [quote.text for quote in told.quotes] == [q.text for q in attribution.parse(text)]


def test_whoever_wants_it_raised_can_have_it() -> None:
    rules = EN.extend(layouts=[Layout("runaway", RUNAWAY, time_limit=0.05)])
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuleTimeoutError)
        with pytest.raises(RuleTimeoutError) as caught:
            Parser(rules).parse(TEXT)
    assert (caught.value.rule, caught.value.seconds) == ("runaway", 0.05)


def test_shipped_rules_have_no_time_limit() -> None:
    # Else the clock would have a say in what they find.
    for name in rulesets.available():
        rules = rulesets.load(name)
        assert rules.time_limit == float("inf")
        assert {rule.time_limit for rule in rules.constructions} == {float("inf")}
        assert {rule.time_limit for rule in rules.layouts} <= {float("inf")}


@pytest.mark.parametrize(
    "error", [RuleTimeoutError("x", 1.0), RuleError("en", "x", "is bad", ["good"])]
)
def test_errors_can_be_pickled(error: attribution.AttributionError) -> None:
    other = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(other), str(other), vars(other)) == (type(error), str(error), vars(error))
