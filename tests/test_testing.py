"""The checks for authors of rule sets."""

from __future__ import annotations

import datetime
from pathlib import Path

import attrs
import pytest

from attribution import Construction, Layout, Mention, Parser, Reading, RuleError, RuleSet, rulesets
from attribution.testing import check_golden, check_ruleset, find, lacks, read_golden, tagged

EMPTY = RuleSet.empty("letters")
LETTER = r"Dear\ all:\ (?P<content>.+)"


def failures(rules: RuleSet) -> list[str]:
    with pytest.raises(AssertionError) as caught:
        check_ruleset(rules)
    return str(caught.value).splitlines()


def test_examples_that_hold() -> None:
    letter = Layout("letter", LETTER, matches=["Dear all: it rained."], rejects=["Dear Ada: no."])
    check_ruleset(EMPTY.extend(layouts=[letter]))


def test_all_failures_are_listed() -> None:
    letter = Layout("letter", LETTER, matches=["Dear Ada: it rained."], rejects=["Dear all: no."])
    colon = Construction("colon", "<noun:source> <colon:cue> <noun:content>", matches=["x: y"])
    bare = Construction("bare", "<noun:source> <dash:cue> <noun:content>")
    assert failures(EMPTY.extend(layouts=[letter], constructions=[colon, bare])) == [
        "letters: constructions.bare: has no example in matches",
        "letters: layouts.letter: does not match 'Dear Ada: it rained.', which gives nothing",
        "letters: layouts.letter: should reject 'Dear all: no.'",
    ]


def test_what_the_base_has_is_not_run_again() -> None:
    wrong = Layout("wrong", LETTER, matches=["Dear Ada: yes."])
    base = EMPTY.extend(layouts=[wrong])
    right = Layout("right", r"Dear\ both:\ (?P<content>.+)", matches=["Dear both: yes."])
    check_ruleset(base.extend(layouts=[right]), base)
    with pytest.raises(AssertionError, match=r"layouts\.wrong: does not match"):
        check_ruleset(base.extend(layouts=[right]))
    other = attrs.evolve(wrong, matches=["Dear none: yes."])
    with pytest.raises(AssertionError, match=r"layouts\.wrong: does not match 'Dear none"):
        check_ruleset(base.replace(layouts=[other]), base)


def test_a_failure_tells_which_rule_came_first() -> None:
    first = Layout("first", LETTER, matches=["Dear all: yes."])
    second = Layout("second", LETTER, matches=["Dear all: yes."])
    assert failures(EMPTY.extend(layouts=[first, second])) == [
        "letters: layouts.second: does not match 'Dear all: yes.', which gives first"
    ]


def test_a_rule_that_runs_away_fails() -> None:
    slow = Layout("slow", "(?P<content>(?:a|a)+)(?<!a)", matches=["a" * 60], time_limit=0.05)
    (failure,) = failures(EMPTY.extend(layouts=[slow]))
    assert failure.endswith("the rule 'slow' took more than 0.05 seconds and was stopped")


def test_examples_of_readings() -> None:
    rules = EMPTY.extend(
        classes={"determiners": "la", "verbs": "portas"},
        readings=[
            Reading(
                "noun", "<determiners> <verbs:word>", drop=["verbs"], add=["noun"],
                matches=["la portas", "portas"], rejects=["portas la", "la portas"],
            ),
            # What an earlier reading has changed is changed here.
            Reading("late", "<verbs:word>", drop=["verbs"], matches=["portas", "la portas"]),
        ],
    )  # fmt: skip
    assert failures(rules) == [
        "letters: readings.noun: does not match 'portas'",
        "letters: readings.noun: should reject 'la portas'",
        "letters: readings.late: does not match 'la portas'",
    ]


NAMES = EMPTY.extend(
    classes={"role": "mayor"},
    pieces={"name-run": "<name.capital>+", "proper": "(<acronym:body>|<name.capital:person>{1,2})"},
)


def of_mayors(matches: list[str], rejects: list[str]) -> RuleSet:
    pattern = "<role:role> <name:person>"
    return NAMES.extend(mentions=[Mention("titled", pattern, matches=matches, rejects=rejects)])


def test_examples_of_mentions_mark_what_is_captured() -> None:
    matches = ["<mayor:role> <Ada Moor:person>", "the <mayor:role> <Moor:person> met Lem Harrow"]
    check_ruleset(of_mayors(matches, rejects=["Ada Moor", "the mayor ran"]))


@pytest.mark.parametrize(
    ("matches", "rejects", "told"),
    [
        ([], [], "has no example in matches"),
        (["the mayor ran"], [], "does not match 'the mayor ran', but gives nothing"),
        (
            ["<mayor:role> Moor"],
            [],
            "does not match '<mayor:role> Moor', but gives '<mayor:role> <Moor:person>'",
        ),
        (["<mayor:role> <Moor:person>"], ["mayor Moor ran"], "should reject 'mayor Moor ran'"),
    ],
)
def test_examples_of_mentions_that_fail(matches: list[str], rejects: list[str], told: str) -> None:
    assert failures(of_mayors(matches, rejects)) == [f"letters: mentions.titled: {told}"]


# Golden files -----------------------------------------------------------------------------------

GOLDEN = """\
# A comment

The first case
published: 2031-05-07
.
The ferry was late, Ada Moor said on Monday.

It rained.
.
Ada Moor | said | The ferry was late | date=2031-05-05 | role=- | negated=False
.

The second case
fails: nobody is named | so far
.
It | rained.
.
- | - | It | rained.
.
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "file.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_reading_golden_files(tmp_path: Path) -> None:
    file = write(tmp_path, GOLDEN)
    first, second = read_golden(tmp_path)
    assert (first, second) == read_golden(file)
    assert (first.path, first.line, first.title) == (file, 3, "The first case")
    assert first.text == "The ferry was late, Ada Moor said on Monday.\n\nIt rained."
    assert first.published == datetime.date(2031, 5, 7)
    assert first.expected == (
        {
            "speaker": "Ada Moor",
            "cue": "said",
            "text": "The ferry was late",
            "date": "2031-05-05",
            "role": "-",
            "negated": "False",
        },
    )
    assert second.fails == "nobody is named | so far"
    assert second.expected == ({"speaker": "-", "cue": "-", "text": "It | rained."},)
    assert (str(first), str(second)) == ("file-3", "file-13")


def test_golden_files_that_hold(tmp_path: Path) -> None:
    check_golden(write(tmp_path, GOLDEN))


def test_a_difference_is_shown(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "A case\n.\nAda Moor denied the claims and said that it rained. Lem Harrow denied it.\n.\n"
        "Ada Moor | denied | the claims\n"
        "Ada Moor | said | it snowed | stance=say\n"
        "Lem Harrow | denied | it\n"
        "Lem Harrow | left | the hall\n.\n",
    )
    with pytest.raises(AssertionError) as caught:
        check_golden(file, Parser())
    assert str(caught.value).splitlines() == [
        f"{file}:1: A case",
        "    Ada Moor | denied | the claims",
        "  - Ada Moor | said | it snowed | stance=say",
        "  + Ada Moor | said | it rained | stance=say",
        "    Lem Harrow | denied | it",
        "  - Lem Harrow | left | the hall",
    ]
    with pytest.raises(AssertionError, match="it snowed"):
        read_golden(file)[0].check()


def test_a_statement_too_many(tmp_path: Path) -> None:
    file = write(tmp_path, "A case\n.\nAda Moor denied it.\n.\n.\n")
    with pytest.raises(AssertionError, match=r"\+ Ada Moor \| denied \| it$"):
        check_golden(file)


def test_a_known_failure_that_works(tmp_path: Path) -> None:
    file = write(tmp_path, "A case\nfails: too hard\n.\nIt rained.\n.\n.\n")
    with pytest.raises(AssertionError, match='works now: take "fails" out'):
        check_golden(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A case\n.\nIt rained.\n.\n", r"file.txt:1: the case has too few lines"),
        ("\nA case\nfailing: yes\n.\n.\n.\n", r"file.txt:2: neither published nor fails: 'faili"),
        ("A case\n.\n.\nAda Moor said it\n.\n", r"file.txt:4: not speaker \| cue \| words"),
    ],
)
def test_what_golden_files_may_not_hold(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        read_golden(write(tmp_path, text))


# What patterns see ------------------------------------------------------------------------------


def test_units_are_shown_with_their_tags() -> None:
    shown = dict(tagged("“No,” Ada Moor said.", "en"))
    assert {"quotation", "paused"} <= set(shown["“No,”"])
    assert {"cue", "past"} <= set(shown["said"])
    assert not [name for tags in shown.values() for name in tags if name.startswith("=")]
    assert tagged("", "en") == []


def test_patterns_can_be_tried() -> None:
    text = "Ada Moor said that Lem Harrow denied it."
    assert find("<source:who> <cue>", text, rulesets.load("en")) == [
        {"match": "Ada Moor said", "who": "Ada Moor"},
        {"match": "Lem Harrow denied", "who": "Lem Harrow"},
    ]
    assert find("'harrow' <any>?", text, "en") == [{"match": "Harrow denied"}]
    assert find("<noun>{0,0}", text, "en") == []
    with pytest.raises(RuleError, match=r"pieces\.tried: unknown tag or piece 'sauce'"):
        find("<sauce>", text, "en")


def test_what_a_language_lacks_goes_as_it_is_added() -> None:
    rules = RuleSet.empty("xx")
    lost = lacks(rules)
    parts = {
        "pieces.limit": rules.extend(pieces={"limit": "<comma>"}),
        "pieces.determiner": rules.extend(classes={"determiner": "la"}),
        "classes.subjects": rules.extend(classes={"subjects": "mi"}),
        "settings.speakers.male": rules.extend(settings={"speakers": {"male": "li"}}),
        "settings.titles": rules.extend(settings={"titles": {"d-ro": "doktoro"}}),
    }
    for label, more in parts.items():
        assert lost[label]
        assert lost.keys() - lacks(more).keys() == {label}


def test_what_costs_nothing_is_not_lacked() -> None:
    lost = lacks("de")
    assert all(lost.values())
    assert "settings.date_order" not in lost
    # A tag of the engine's own is never lacked.
    assert "pieces.comma" not in lost
